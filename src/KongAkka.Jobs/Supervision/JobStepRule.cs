using KongAkka.Jobs.Offsets;
using KongAkka.Pipeline;

namespace KongAkka.Jobs.Supervision;

/// <summary>Decides how a job goes on from what its journal says and what its ends are now. Pure.</summary>
internal static class JobStepRule
{
    /// <summary>The step.</summary>
    /// <param name="state">What the journal says.</param>
    /// <param name="spec">The job as it is configured now.</param>
    /// <param name="prepared">What was found out about its ends.</param>
    public static JobStep Next(JobJournalState state, JobSpec spec, Preparation prepared)
    {
        try
        {
            EndsRule.Check(spec.Name, state.Ends, prepared.Ends);
        }
        catch (UnrecoverableException e)
        {
            return new JobStep.Fail(JobFailure.Of(e));
        }

        var isRestore = prepared.Restore is not null;
        if (state.Generation is null) return isRestore ? new JobStep.Restore() : First(spec, prepared);
        // A generation that is retiring runs once more, to finish what is open.
        if (isRestore && !state.IsRetiring) return new JobStep.Retire("a savepoint is to be restored");
        if (state.IsRetiring || GenerationRule.WhyNext(state, spec, prepared.Partitions) is not { } why) return new JobStep.Run();
        return new JobStep.Retire(why);
    }

    private static JobStep First(JobSpec spec, Preparation prepared)
    {
        var ours = prepared.Group.Where(commit => GroupCommitRule.IsOurs(commit.Value)).ToDictionary();
        if (ours.Count > 0 && spec.OnGroupConflict == GroupConflict.Fail) return new JobStep.Fail(GroupConflictText.JournalIsEmpty(spec, ours));
        return new JobStep.Resolve(spec.OnGroupConflict == GroupConflict.GroupOffsets ? ours.ToDictionary(commit => commit.Key, commit => commit.Value.Next) : []);
    }
}
