using KongAkka.Pipeline.RowBatching;
using KongAkka.Pipeline.Sinks;

namespace KongAkka.Tests.Pipeline;

/// <summary>Loads made by hand, for tests of sinks.</summary>
internal static class SampleLoads
{
    /// <summary>A load that is planned now, under a label of its number and ranges.</summary>
    public static PlannedLoad Planned(LoadBatch batch, DateTimeOffset? at = null) => new(Plan(batch.Number, batch.Ranges, batch.Rows, at), batch);

    public static LoadPlan Plan(long number, IReadOnlyList<OffsetRange> ranges, int rows, DateTimeOffset? at = null) =>
        new(number, LoadLabel.Of("incarnation", number, ranges), "quickstart.KONG_ACCESS_LOG", ranges, rows, "rule", at ?? DateTimeOffset.UtcNow, number);
}
