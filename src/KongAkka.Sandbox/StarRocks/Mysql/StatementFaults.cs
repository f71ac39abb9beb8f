using KongAkka.Sandbox.StarRocks.Faults;
using KongAkka.Sandbox.StarRocks.Loading;

namespace KongAkka.Sandbox.StarRocks.Mysql;

/// <summary>Plays faults for a statement. Those that are HTTP's alone fail it: a status code becomes an error, a redirect breaks the connection.</summary>
/// <param name="output">Takes what is left of an answer that is cut.</param>
/// <param name="stop">Ends it: the client went away, or somebody killed it.</param>
internal sealed class StatementFaults(PacketWriter output, CancellationToken stop)
{
    /// <summary>Plays the fault that waits at a point, when there is one; returns when the statement goes on.</summary>
    /// <exception cref="LoadRefusedException">It fails with the fault's text.</exception>
    /// <exception cref="LoadCutException">The connection shall be closed.</exception>
    public Task PlayAsync(LoadFaults faults, FaultPoint point) => faults.TryTake(point, out var fault) ? PlayAsync(faults.Plan, fault) : Task.CompletedTask;

    /// <summary>Plays a fault that is taken already.</summary>
    public async Task PlayAsync(FaultPlan plan, Fault fault)
    {
        switch (fault.Action)
        {
            case FaultAction.Fail or FaultAction.FailInDoubt:
                throw new LoadRefusedException(fault.Text) { LeavesPrepared = fault.Action == FaultAction.FailInDoubt };
            case FaultAction.Respond:
                throw new LoadRefusedException($"Internal error {(int)fault.StatusCode} (embedded StarRocks)");
            case FaultAction.Hang:
                await Task.Delay(Timeout.Infinite, stop);
                break;
            case FaultAction.Delay:
                await plan.WaitAsync(fault.Delay, stop);
                break;
            case FaultAction.Truncate:
                await output.BreakAsync();
                throw new LoadCutException("a fault cut the answer");
            default:
                throw new LoadCutException("a fault closed the connection") { LeavesPrepared = fault.Action == FaultAction.LeavePrepared };
        }
    }
}
