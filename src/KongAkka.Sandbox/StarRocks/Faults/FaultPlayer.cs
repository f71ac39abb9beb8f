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
    public static async Task PlayAsync(FaultPlan plan, FaultPoint point, HttpContext context)
    {
        if (!plan.TryTake(point, out var fault)) return;
        switch (fault.Action)
        {
            case FaultAction.Fail:
                throw new LoadRefusedException(fault.Text);
            case FaultAction.Respond:
                await RestReply.WriteAsync(context, fault.StatusCode, fault.Text, fault.ContentType);
                throw new LoadCutException("the fault answered");
            case FaultAction.Hang:
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
                break;
            case FaultAction.Delay:
                await plan.WaitAsync(fault.Delay, context.RequestAborted);
                break;
            default:
                throw new LoadCutException("a fault closed the connection") { LeavesPrepared = fault.Action == FaultAction.LeavePrepared };
        }
    }
}
