using System.Diagnostics.CodeAnalysis;
using KongAkka.Sandbox.StarRocks.Http;
using KongAkka.Sandbox.StarRocks.Labels;
using KongAkka.Sandbox.StarRocks.Tables;

namespace KongAkka.Sandbox.StarRocks.Faults;

/// <summary>The plain names of what is done at once: to the listener, the labels, the rights, the tables, and the plan of faults itself.</summary>
internal sealed class FaultCommands
{
    private const int MostBytes = 1_048_576;

    private readonly Cluster _cluster;
    private readonly FrontendListener _frontend;
    private readonly Dictionary<string, Func<FaultRequest, Func<Task>>> _known;

    public FaultCommands(Cluster cluster, FrontendListener frontend)
    {
        (_cluster, _frontend) = (cluster, frontend);
        _known = new Dictionary<string, Func<FaultRequest, Func<Task>>>(StringComparer.Ordinal)
        {
            ["release"] = _ => AtOnce(cluster.Faults.Release),
            [FaultNames.RandomCuts] = RandomCuts,
            ["frontend-down"] = FrontendDown,
            ["frontend-up"] = _ => frontend.StartAsync,
            ["forget-labels"] = ForgetLabels,
            ["foreign-loads"] = ForeignLoads,
            ["label-retention"] = Retention,
            ["deny-loads"] = _ => AtOnce(() => cluster.LoadRights.Loads = false),
            ["allow-loads"] = _ => AtOnce(() => cluster.LoadRights.Loads = true),
            ["deny-loads-history"] = _ => AtOnce(() => cluster.LoadRights.History = false),
            ["allow-loads-history"] = _ => AtOnce(() => cluster.LoadRights.History = true),
            ["narrow-column"] = request => Alter(request, NarrowColumn(request)),
            ["require-column"] = request => Alter(request, RequireColumn(request)),
            ["add-column"] = request => Alter(request, AddColumn(request)),
            ["drop-column"] = request => Alter(request, DropColumn(request)),
        };
    }

    /// <summary>All names, in alphabetical order.</summary>
    public IEnumerable<string> All => _known.Keys.Order(StringComparer.Ordinal);

    /// <summary>Reads the command that a request names.</summary>
    /// <param name="request">The request.</param>
    /// <param name="apply">Does it.</param>
    /// <returns>Whether it names one.</returns>
    /// <exception cref="FaultRequestException">A value is wrong.</exception>
    public bool TryRead(FaultRequest request, [NotNullWhen(true)] out Func<Task>? apply)
    {
        apply = _known.TryGetValue(request.Name, out var read) ? read(request) : null;
        return apply is not null;
    }

    private static Func<Task> AtOnce(Action action) => () =>
    {
        action();
        return Task.CompletedTask;
    };

    private Func<Task> RandomCuts(FaultRequest request)
    {
        var (share, seed) = (request.RequiredShare("share"), request.Number("seed", 1, int.MinValue, int.MaxValue));
        return AtOnce(() => _cluster.Faults.RandomCuts(share, seed));
    }

    private Func<Task> FrontendDown(FaultRequest request)
    {
        var time = request.Seconds("seconds", Timeout.InfiniteTimeSpan);
        return async () =>
        {
            await _frontend.StopAsync();
            if (time != Timeout.InfiniteTimeSpan) _ = _frontend.StartAfterAsync(time);
        };
    }

    private Func<Task> ForgetLabels(FaultRequest request)
    {
        var database = ExistingDatabase(request);
        return AtOnce(() => _cluster.Labels.ForgetFinished(database));
    }

    private Func<Task> ForeignLoads(FaultRequest request)
    {
        var (database, count) = (ExistingDatabase(request), request.Number("count", _cluster.Labels.Retention.Count, 1, 1_000_000));
        return AtOnce(() => _cluster.Labels.AddForeignLoads(database, count));
    }

    private Func<Task> Retention(FaultRequest request)
    {
        var now = _cluster.Labels.Retention;
        var count = request.Number("label_keep_max_num", now.Count, 0, int.MaxValue);
        var seconds = request.Number("label_keep_max_second", (int)now.Age.TotalSeconds, 0, int.MaxValue);
        return AtOnce(() => _cluster.Labels.Retention = new LabelRetention(TimeSpan.FromSeconds(seconds), count));
    }

    private Func<Task> Alter(FaultRequest request, Func<TableDefinition, TableDefinition> change)
    {
        var (database, table) = (ExistingDatabase(request), request.RequiredText("table", "the name of a table"));
        return AtOnce(() => _cluster.Schema.Alter(database, table, change));
    }

    private static Func<TableDefinition, TableDefinition> NarrowColumn(FaultRequest request)
    {
        var (column, bytes) = (ColumnName(request), request.RequiredNumber("bytes", 1, MostBytes));
        return table => table.With(table.Column(column) with { Type = TableColumnType.Varchar, Bytes = bytes });
    }

    private static Func<TableDefinition, TableDefinition> RequireColumn(FaultRequest request)
    {
        var column = ColumnName(request);
        return table => table.With(table.Column(column).NotNull());
    }

    private static Func<TableDefinition, TableDefinition> AddColumn(FaultRequest request)
    {
        var (column, bytes) = (ColumnName(request), request.Number("bytes", 255, 1, MostBytes));
        return table => table.With(TableColumn.Varchar(column, bytes));
    }

    private static Func<TableDefinition, TableDefinition> DropColumn(FaultRequest request)
    {
        var column = ColumnName(request);
        return table => table.Without(column);
    }

    private static string ColumnName(FaultRequest request) => request.RequiredText("column", "the name of a column");

    private string ExistingDatabase(FaultRequest request)
    {
        var database = request.Database();
        return _cluster.Catalog.HasDatabase(database) ? database
            : throw new FaultRequestException($"There is no database '{database}'; there are {string.Join(", ", _cluster.Catalog.Databases)}.");
    }
}
