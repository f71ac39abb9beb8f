using KongAkka.Sandbox.StarRocks.Faults;
using KongAkka.Sandbox.StarRocks.Http;
using KongAkka.Sandbox.StarRocks.Labels;
using KongAkka.Sandbox.StarRocks.Loading;
using KongAkka.Sandbox.StarRocks.Queries;
using KongAkka.Sandbox.StarRocks.Storage;
using KongAkka.Sandbox.StarRocks.Tables;

namespace KongAkka.Sandbox.StarRocks;

/// <summary>What FE and BE share: tables, rows, labels, and the faults to play.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();

    public Cluster(EmbeddedStarRocksOptions options)
    {
        Options = options;
        Credentials = new Credentials(options.RootPassword);
        Labels = new LabelRegistry(options.TimeProvider, options.LabelRetention, options.HistoryRetention);
        LoadRights = new LoadRights { Loads = options.MayReadLoads, History = options.MayReadLoadsHistory };
        Store = RowStore.Open(options.DataDirectory);
        Schema = new Schema(Store, Labels);
        FinishedLoads = new FinishedLoads(Store, Labels, options);
        Publishing = new Publishing(_stopping.Token);
    }

    public EmbeddedStarRocksOptions Options { get; }

    /// <summary>The BE's HTTP port; 0 before it listens.</summary>
    public int BackendPort { get; set; }

    public Credentials Credentials { get; }

    public LabelRegistry Labels { get; }

    public LoadRights LoadRights { get; }

    public FaultPlan Faults { get; } = new();

    public ErrorLogs Errors { get; } = new();

    public RowStore Store { get; }

    public Schema Schema { get; }

    public FinishedLoads FinishedLoads { get; }

    public Publishing Publishing { get; }

    public TableCatalog Catalog => Schema.Catalog;

    /// <summary>Whether a session may take a database: one of the user's, or one of StarRocks' own.</summary>
    public bool HasDatabase(string database) =>
        database == InformationSchema.Name || database == LoadTable.History.Schema || Catalog.HasDatabase(database);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Publishing.DrainAsync();
        Schema.Dispose();
        Store.Dispose();
        _stopping.Dispose();
    }
}
