using DuckDB.NET.Data;
using KongAkka.Sandbox.StarRocks.Labels;
using KongAkka.Sandbox.StarRocks.Storage;

namespace KongAkka.Sandbox.StarRocks.Tables;

/// <summary>
/// A table that shows loads, with the columns of StarRocks 4.0. It is empty in DuckDB; a query that reads it fills it within its own
/// transaction, so that loads pay nothing for it. Times are UTC, of whole seconds.
/// </summary>
internal sealed class LoadTable
{
    private LoadTable(string schema, string name) => (Schema, Name) = (schema, name);

    /// <summary><c>information_schema.loads</c>: every load whose label is known.</summary>
    public static LoadTable Loads { get; } = new(InformationSchema.StoredName, "loads");

    /// <summary><c>_statistics_.loads_history</c>: finished loads, long after their labels are forgotten.</summary>
    public static LoadTable History { get; } = new("_statistics_", "loads_history");

    /// <summary>The name of the schema in DuckDB.</summary>
    public string Schema { get; }

    public string Name { get; }

    /// <summary>The statements that make it.</summary>
    public IEnumerable<string> Ddl =>
    [
        $"CREATE SCHEMA IF NOT EXISTS {SqlText.Name(Schema)}",
        $"""
        CREATE TABLE IF NOT EXISTS {SqlText.Name(Schema)}.{Name} (
            ID BIGINT, LABEL VARCHAR, PROFILE_ID VARCHAR, DB_NAME VARCHAR, TABLE_NAME VARCHAR, "USER" VARCHAR, WAREHOUSE VARCHAR, STATE VARCHAR,
            PROGRESS VARCHAR, TYPE VARCHAR, PRIORITY VARCHAR, SCAN_ROWS BIGINT, SCAN_BYTES BIGINT, FILTERED_ROWS BIGINT, UNSELECTED_ROWS BIGINT,
            SINK_ROWS BIGINT, RUNTIME_DETAILS VARCHAR, CREATE_TIME TIMESTAMP, LOAD_START_TIME TIMESTAMP, LOAD_COMMIT_TIME TIMESTAMP,
            LOAD_FINISH_TIME TIMESTAMP, PROPERTIES VARCHAR, ERROR_MSG VARCHAR, TRACKING_SQL VARCHAR, REJECTED_RECORD_PATH VARCHAR, JOB_ID BIGINT)
        """,
    ];

    /// <summary>Enters loads.</summary>
    /// <param name="connection">A connection in a transaction that will be rolled back.</param>
    /// <param name="loads">The loads.</param>
    public void Fill(DuckDBConnection connection, IEnumerable<LoadTransaction> loads)
    {
        using var appender = connection.CreateAppender(Schema, Name);
        foreach (var load in loads) Append(appender, load);
    }

    private static void Append(DuckDBAppender appender, LoadTransaction load)
    {
        var isDone = load.State == LoadState.Visible;
        appender.CreateRow()
            .AppendValue(load.Id).AppendValue(load.Label).AppendNullValue().AppendValue(load.Database).AppendValue(load.Table)
            .AppendValue("root").AppendValue("").AppendValue(StateOf(load.State)).AppendValue(isDone ? "100%" : "0%").AppendValue(load.Type).AppendValue("NORMAL")
            .AppendNullValue().AppendValue(load.Figures.Bytes).AppendValue(load.Figures.Filtered).AppendValue(0L).AppendValue(load.Figures.Rows)
            .AppendValue($$"""{"txn_id":{{load.Id}}}""")
            .AppendValue(Seconds(load.BegunAt)).AppendValue(Seconds(load.BegunAt)).AppendValue(Seconds(load.CommittedAt)).AppendValue(Seconds(load.FinishedAt))
            .AppendValue("{}").AppendValue(load.Reason.Length > 0 ? load.Reason : null).AppendNullValue().AppendNullValue().AppendValue(load.Id)
            .EndRow();
    }

    // StarRocks writes COMMITED with one T here.
    private static string StateOf(LoadState state) => state switch
    {
        LoadState.Prepare => "LOADING",
        LoadState.Prepared => "PREPARED",
        LoadState.Committed => "COMMITED",
        LoadState.Visible => "FINISHED",
        _ => "CANCELLED",
    };

    private static DateTime? Seconds(DateTimeOffset? moment) =>
        moment is { } at ? new DateTime(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerSecond), DateTimeKind.Unspecified) : null;
}
