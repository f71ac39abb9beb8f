using KongAkka.Pipeline.RowBatching;

namespace KongAkka.Jobs.Journal;

/// <summary>A load is about to be sent. Written before its first byte.</summary>
/// <param name="Plan">The load.</param>
internal sealed record BatchPlanned(LoadPlan Plan) : JournalEvent;
