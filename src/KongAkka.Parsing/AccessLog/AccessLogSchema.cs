namespace KongAkka.Parsing.AccessLog;

/// <summary>The nine columns of the access log, as the article's table declares them.</summary>
internal static class AccessLogSchema
{
    /// <summary><c>log_time</c></summary>
    public const int LogTime = 0;

    /// <summary><c>stream</c></summary>
    public const int Stream = 1;

    /// <summary><c>client_ip</c></summary>
    public const int ClientIp = 2;

    /// <summary><c>response_time</c></summary>
    public const int ResponseTime = 3;

    /// <summary><c>host_domain</c></summary>
    public const int HostDomain = 4;

    /// <summary><c>request_url</c></summary>
    public const int RequestUrl = 5;

    /// <summary><c>status_code</c></summary>
    public const int StatusCode = 6;

    /// <summary><c>project_name</c></summary>
    public const int ProjectName = 7;

    /// <summary><c>original_message</c></summary>
    public const int OriginalMessage = 8;

    /// <summary>The schema.</summary>
    public static RowSchema Schema { get; } = new(
        new Column("log_time", ColumnType.DateTime),
        new Column("stream", ColumnType.Varchar, 20),
        new Column("client_ip", ColumnType.Varchar, 45),
        new Column("response_time", ColumnType.Double),
        new Column("host_domain", ColumnType.Varchar, 255),
        new Column("request_url", ColumnType.Varchar, 1000),
        new Column("status_code", ColumnType.Int),
        new Column("project_name", ColumnType.Varchar, 100),
        new Column("original_message", ColumnType.Varchar, 65_533));
}
