using KongAkka.Parsing;
using KongAkka.Pipeline.RowBatching;
using KongAkka.Pipeline.Sinks;

namespace KongAkka.Tests.Jobs.Replays;

/// <summary>A sink that remembers what it was given and refuses what it is told to.</summary>
internal sealed class ScriptedSink : ISink
{
    public LoadFate Fate { get; set; }

    /// <summary>Called with each load before it is taken.</summary>
    public Action<PlannedLoad> OnLoad { get; set; } = static _ => { };

    public List<PlannedLoad> Loaded { get; } = [];

    public RowWriter CreateWriter(RowSchema schema) => new CountingRowWriter();

    public Task<LoadFate> FindAsync(LoadPlan plan, CancellationToken cancellation) => Task.FromResult(Fate);

    public Task<LoadReceipt> LoadAsync(PlannedLoad load, CancellationToken cancellation)
    {
        OnLoad(load);
        Loaded.Add(load);
        return Task.FromResult(new LoadReceipt(load.Plan.Label, load.Plan.Ranges, load.Batch.Rows, 1, TimeSpan.Zero));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
