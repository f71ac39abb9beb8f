using KongAkka.Sandbox.StarRocks.Http;
using KongAkka.Sandbox.StarRocks.Loading;
using Microsoft.AspNetCore.Http;

namespace KongAkka.Sandbox.StarRocks.Faults;

/// <summary>Plays the faults of a load that is not committed yet.</summary>
internal static class FaultPlayer
{
    /// <summary>Plays the fault that waits at a point, when there is one; returns when the load goes on.</summary>
    /// <exception cref="LoadRefusedException">The load fails with the fault's text.</exception>
    /// <exception cref="LoadCutException">The connection is closed, or was answered already.</exception>
    public static async Task PlayAsync(LoadFaults faults, FaultPoint point, HttpContext context)
    {
        if (!faults.TryTake(point, out var fault)) return;
        if (point == FaultPoint.DuringBody) await AwaitBodyAsync(context);
        switch (fault.Action)
        {
            case FaultAction.Fail or FaultAction.FailInDoubt:
                throw new LoadRefusedException(fault.Text) { LeavesPrepared = fault.Action == FaultAction.FailInDoubt };
            case FaultAction.Respond:
                await RestReply.WriteAsync(context, fault.StatusCode, fault.Text, fault.ContentType);
                throw new LoadCutException("the fault answered");
            case FaultAction.Hang:
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
                break;
            case FaultAction.Delay:
                await faults.Plan.WaitAsync(fault.Delay, context.RequestAborted);
                break;
            default:
                throw new LoadCutException("a fault closed the connection") { LeavesPrepared = fault.Action == FaultAction.LeavePrepared };
        }
    }

    // The bytes stay where they are, for a load that goes on.
    private static async Task AwaitBodyAsync(HttpContext context)
    {
        var arrived = await context.Request.BodyReader.ReadAsync(context.RequestAborted);
        context.Request.BodyReader.AdvanceTo(arrived.Buffer.Start);
    }
}
