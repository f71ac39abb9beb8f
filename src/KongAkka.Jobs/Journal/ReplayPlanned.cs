using KongAkka.Pipeline.RowBatching;

namespace KongAkka.Jobs.Journal;

/// <summary>Rejected records that give rows now are about to be loaded. Written before the first byte.</summary>
/// <param name="Topic">The topic that the records came from.</param>
/// <param name="Plan">The load; its ranges are the offsets of the records, a range for each run of them.</param>
internal sealed record ReplayPlanned(string Topic, LoadPlan Plan) : JournalEvent;
