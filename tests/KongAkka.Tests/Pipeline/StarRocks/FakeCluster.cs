using System.Collections.Concurrent;
using System.Text.Json;
using KongAkka.Parsing;
using KongAkka.Pipeline;
using KongAkka.Pipeline.RowBatching;
using KongAkka.Pipeline.Sinks;
using KongAkka.Pipeline.StarRocks;
using KongAkka.Pipeline.Telemetry;

namespace KongAkka.Tests.Pipeline.StarRocks;

/// <summary>
/// An FE and a BE with scripts, and a sink that loads into them. By default the FE redirects loads to the BE and the BE takes them; each script given
/// in advance is used for one request.
/// </summary>
internal sealed class FakeCluster : IAsyncDisposable
{
    public const string Database = "quickstart";
    public const string Table = "KONG_ACCESS_LOG";

    private readonly TimeProvider _time;

    public FakeCluster(TimeProvider? time = null)
    {
        _time = time ?? TimeProvider.System;
        Backend = new ScriptedServer(exchange => Next(Loads) is { } script ? script(exchange) : TakeAsync(exchange));
        Frontend = new ScriptedServer(RouteAsync);
        Settings = new StarRocksSettings
        {
            LoadUrls = [Frontend.Url],
            Database = Database,
            Table = Table,
            Password = "secret",
            ConnectTimeout = TimeSpan.FromSeconds(5),
        };
    }

    public ScriptedServer Frontend { get; }

    public ScriptedServer Backend { get; }

    public StarRocksSettings Settings { get; set; }

    /// <summary>What the FE does with the next loads, one script a load.</summary>
    public ConcurrentQueue<Func<Exchange, Task>> Redirects { get; } = new();

    /// <summary>What the BE does with the next loads, one script a load.</summary>
    public ConcurrentQueue<Func<Exchange, Task>> Loads { get; } = new();

    /// <summary>The states that the FE tells, one a question; <c>UNKNOWN</c> when there are no more.</summary>
    public ConcurrentQueue<string> States { get; } = new();

    /// <summary>What the FE answers to the question for the table's columns.</summary>
    public string Columns { get; set; } = ColumnRows(SampleRows.Schema);

    /// <summary>What the FE answers to any other question; nothing by default, so that what may be known stays unknown.</summary>
    public Func<string, string> Sql { get; set; } = _ => "";

    public PathCounters Counters { get; } = new();

    public RecordingLogger Log { get; } = new();

    public StarRocksSink CreateSink(Backoff? backoff = null)
    {
        var quick = backoff ?? new Backoff(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(5), 1.5, 0.1, TimeSpan.FromHours(1));
        return new StarRocksSink(Settings, new SinkContext(SampleRows.Schema, quick, Counters, Log, _time));
    }

    /// <summary>Loads three rows with a sink made for it.</summary>
    public async Task<LoadReceipt> LoadAsync(Backoff? backoff = null, CancellationToken cancellation = default)
    {
        await using var sink = CreateSink(backoff);
        return await LoadAsync(sink, cancellation);
    }

    /// <summary>Loads three rows.</summary>
    public async Task<LoadReceipt> LoadAsync(StarRocksSink sink, CancellationToken cancellation = default)
    {
        using var body = Body(["a", "b", "c"]);
        return await sink.LoadAsync(SampleLoads.Planned(new LoadBatch(0, [new OffsetRange(0, 5, 8, 3)], 3, body), _time.GetUtcNow()), cancellation).WaitAsync(TimeSpan.FromSeconds(30), CancellationToken.None);
    }

    public static LoadBody Body(IReadOnlyList<string> messages)
    {
        var batch = SampleRows.Batch(0, 0, messages.Count, record => messages[record]);
        var body = new LoadBody();
        var writer = new JsonRowWriter(SampleRows.Schema);
        for (var row = 0; row < messages.Count; row++) writer.Append(batch.Rows, row, body);
        writer.Complete(body);
        return body;
    }

    public static string Reply(string status, string message = "OK", int rows = 3, string more = "") =>
        $$"""{"TxnId":7,"Label":"l","Status":"{{status}}","Message":"{{message}}","NumberTotalRows":{{rows}},"NumberLoadedRows":{{rows}}{{more}}}""";

    public static async Task TakeAsync(Exchange exchange)
    {
        await exchange.ContinueAsync();
        await exchange.ReadBodyAsync();
        await exchange.ReplyAsync(200, Reply("Success"));
    }

    public static Func<Exchange, Task> Answer(string body, int status = 200) => async exchange =>
    {
        await exchange.ContinueAsync();
        await exchange.ReadBodyAsync();
        await exchange.ReplyAsync(status, body);
    };

    public static string ColumnRows(RowSchema schema) =>
        """{"connectionId":7}""" + "\n" + """{"meta":[{"name":"column_name","type":"varchar(64)"}]}""" + "\n"
        + string.Concat(schema.Columns.Select(column => $$"""{"data":["{{column.Name}}","{{column.Type.ToString().ToLowerInvariant()}}",{{(column.MaxBytes > 0 ? column.MaxBytes : "null")}},"YES",null]}""" + "\n"))
        + """{"statistics":{"scanRows":0,"scanBytes":0,"returnRows":9}}""" + "\n";

    public async ValueTask DisposeAsync()
    {
        await Frontend.DisposeAsync();
        await Backend.DisposeAsync();
    }

    private static Func<Exchange, Task>? Next(ConcurrentQueue<Func<Exchange, Task>> scripts) => scripts.TryDequeue(out var script) ? script : null;

    private async Task AnswerAsync(Exchange exchange)
    {
        await exchange.ReadBodyAsync();
        var sql = JsonDocument.Parse(exchange.Body).RootElement.GetProperty("query").GetString()!;
        await exchange.ReplyAsync(200, sql.Contains("information_schema.columns", StringComparison.Ordinal) ? Columns : Sql(sql));
    }

    private Task RouteAsync(Exchange exchange)
    {
        if (exchange.Path.EndsWith("/sql", StringComparison.Ordinal)) return AnswerAsync(exchange);
        if (exchange.Path.EndsWith("/_cancel", StringComparison.Ordinal)) return exchange.ReplyAsync(200, """{"status":"OK"}""");
        if (exchange.Path.Contains("get_load_state", StringComparison.Ordinal)) return exchange.ReplyAsync(200, $$"""{"state":"{{(States.TryDequeue(out var state) ? state : "UNKNOWN")}}","status":"OK","msg":"Success"}""");
        return Next(Redirects) is { } script ? script(exchange) : exchange.RedirectAsync(new Uri(Backend.Url, exchange.Path));
    }
}
