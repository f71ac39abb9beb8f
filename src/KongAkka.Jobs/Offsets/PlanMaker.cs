using KongAkka.Jobs.Journal;
using KongAkka.Jobs.Supervision;
using KongAkka.Pipeline.RowBatching;
using KongAkka.Pipeline.Sinks;

namespace KongAkka.Jobs.Offsets;

/// <summary>Makes the plans of a subtask, each under a label that no other load ever has.</summary>
/// <param name="subtask">The subtask's number.</param>
/// <param name="context">The job.</param>
internal sealed class PlanMaker(int subtask, SubtaskContext context)
{
    /// <summary>The plan of a load.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="ranges">The offsets that it accounts for.</param>
    /// <param name="rows">The rows in it; 0 when they are not known yet.</param>
    /// <param name="root">The number of the plan that it is part of; its own when it is part of none.</param>
    public LoadPlan Plan(long number, IReadOnlyList<OffsetRange> ranges, int rows, long root)
    {
        var life = $"{context.Generation.Incarnation}/{context.Generation.Number}/{subtask}";
        return new LoadPlan(number, LoadLabel.Of(life, number, ranges), context.Spec.Sink.Target, ranges, rows, context.RuleHash, context.Progress.Now, root);
    }

    /// <summary>The split of a load whose rows were refused.</summary>
    /// <param name="plan">The load.</param>
    /// <param name="nextNumber">The next number that is free.</param>
    public BatchSplit Split(LoadPlan plan, long nextNumber) => new(
        plan.Number,
        RangeSplit.Halve(plan.Ranges).Select((ranges, index) => Plan(nextNumber + index, ranges, rows: 0, plan.Root)).ToArray(),
        context.Progress.Now);
}
