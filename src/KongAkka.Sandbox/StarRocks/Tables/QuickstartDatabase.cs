namespace KongAkka.Sandbox.StarRocks.Tables;

/// <summary>The database that is there at start, with the tables of the article.</summary>
public static class QuickstartDatabase
{
    /// <summary>The name of the database.</summary>
    public const string Name = "quickstart";

    /// <summary>The nine columns that the Flink job wrote.</summary>
    public static TableDefinition AccessLog { get; } = new(
        "KONG_ACCESS_LOG",
        TableColumn.DateTime("log_time"),
        TableColumn.Varchar("stream", 20),
        TableColumn.Varchar("client_ip", 45),
        TableColumn.Double("response_time"),
        TableColumn.Varchar("host_domain", 255),
        TableColumn.Varchar("request_url", 1000),
        TableColumn.Int("status_code"),
        TableColumn.Varchar("project_name", 100),
        TableColumn.Text("original_message"));

    /// <summary>The table before Flink: the record as it came.</summary>
    public static TableDefinition RawEvents { get; } = new(
        "kong_log_events",
        TableColumn.DateTime("time"),
        TableColumn.Varchar("stream", 20),
        TableColumn.Text("message"));
}
