using System.Diagnostics.CodeAnalysis;

namespace KongAkka.Sandbox.StarRocks.Faults;

/// <summary>The faults of one load: its random cut, when it drew one, else those that wait in the plan.</summary>
internal sealed class LoadFaults(FaultPlan plan, Fault? randomCut)
{
    public FaultPlan Plan => plan;

    /// <summary>Takes the fault at a point, when there is one.</summary>
    public bool TryTake(FaultPoint point, [NotNullWhen(true)] out Fault? fault)
    {
        if (randomCut?.Point != point) return plan.TryTake(point, out fault);
        fault = randomCut;
        plan.CountPlayed(fault);
        return true;
    }
}
