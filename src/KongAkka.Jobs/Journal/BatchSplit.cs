using KongAkka.Pipeline.RowBatching;

namespace KongAkka.Jobs.Journal;

/// <summary>The sink refused rows of a planned load, which is aborted: it is replaced by loads that share its ranges among them.</summary>
/// <param name="Number">The number of the plan that is replaced; never sent again.</param>
/// <param name="Children">The plans that replace it, in the order of their ranges.</param>
/// <param name="At">When.</param>
internal sealed record BatchSplit(long Number, IReadOnlyList<LoadPlan> Children, DateTimeOffset At) : JournalEvent;
