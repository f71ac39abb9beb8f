using KongAkka.Pipeline.Sinks.Loading;
using KongAkka.Pipeline.StarRocks.Checking;

namespace KongAkka.Pipeline.StarRocks.Loading;

/// <summary>
/// The failures that StarRocks tells in words alone: its replies carry no codes. The texts are those of its FE and BE sources, 2.5 to 4.0; the first entry that
/// occurs in a message counts.
/// </summary>
/// <param name="Text">The part of the message by which it is known, in any case.</param>
/// <param name="Verdict">What it means.</param>
/// <param name="Remedy">What a person can do about it; a sentence.</param>
internal sealed record KnownFailure(string Text, FailureVerdict Verdict, string Remedy)
{
    public const string CredentialsRemedy = "Check sink.starrocks.username and password (or password-file); loading goes on by itself once they are accepted.";
    public const string PermissionRemedy = "Grant INSERT on the table to the user of sink.starrocks.username, and start the job again.";

    private const string RowsRemedy =
        "Compare the values shown with the table's columns, and give the table back the columns it had or widen them; loading goes on by itself.";
    private const string TableRemedy = "Mend table or configuration (`kongakka check` names every difference) and start the job again.";
    private const string BackendRemedy = "Check with SHOW BACKENDS (SHOW COMPUTE NODES) that enough of them are alive; loading goes on by itself.";
    private const string CompactionRemedy = "Let compaction catch up; fewer and larger loads (batch.max-age, batch.max-rows) make fewer versions.";
    private const string MemoryRemedy = "Give the BEs memory or send smaller loads (batch.max-bytes); loading goes on by itself.";
    private const string DiskRemedy = "Free or add disk space on the BEs; loading goes on by itself.";
    private const string TimeRemedy = "Raise sink.starrocks.load-timeout or send smaller loads (batch.max-bytes).";
    private const string ProxyRemedy = "A proxy on the way removes the header Expect; let sink.starrocks.load-url lead to the FEs themselves.";
    private const string NoRemedy = "Nothing needs to be done unless it lasts.";

    private static readonly KnownFailure[] All =
    [
        new("too many filtered rows", FailureVerdict.RowsRefused, RowsRemedy),
        new("filtered data in strict mode", FailureVerdict.RowsRefused, RowsRemedy),
        new("has already been used", FailureVerdict.Doubtful, NoRemedy),
        new("transaction status unknown", FailureVerdict.Doubtful, NoRemedy),
        new("cancel", FailureVerdict.Doubtful, NoRemedy),
        new("too many versions", FailureVerdict.RetryLong, CompactionRemedy),
        new("too many pending versions", FailureVerdict.RetryLong, CompactionRemedy),
        new("compaction score", FailureVerdict.RetryLong, CompactionRemedy),
        new("current running txns on db", FailureVerdict.RetryLong, "Lower batch.max-loads-in-flight, or raise max_running_txn_num_per_db on the FEs."),
        new("no backend", FailureVerdict.RetryLong, BackendRemedy),
        new("backend not found", FailureVerdict.RetryLong, BackendRemedy),
        new("backend is down", FailureVerdict.RetryLong, BackendRemedy),
        new("quorum replica", FailureVerdict.RetryLong, BackendRemedy),
        new("queryable replica", FailureVerdict.RetryLong, BackendRemedy),
        new("shutting down", FailureVerdict.RetryLong, NoRemedy),
        new("please try again later", FailureVerdict.RetryLong, "Lower batch.max-loads-in-flight, or raise be_http_num_workers on the BEs."),
        new("compression type", FailureVerdict.Stop, CompressionSupport.Remedy),
        new("decompress", FailureVerdict.Stop, CompressionSupport.Remedy),
        new("illegal json started with", FailureVerdict.Stop, CompressionSupport.Remedy),
        new("streaming_load_max_mb", FailureVerdict.Stop, "Lower batch.max-bytes, or raise streaming_load_max_mb on the BEs, and start the job again."),
        new("exceeded the maximum", FailureVerdict.Stop, "Lower sink.mysql.max-statement-rows to what the FEs take (expr_children_limit), and start the job again."),
        new("parse_tokens_limit", FailureVerdict.Stop, "Lower sink.mysql.max-statement-rows, and start the job again."),
        new("memory limit exceeded", FailureVerdict.RetryLong, MemoryRemedy),
        new("memory exceed limit", FailureVerdict.RetryLong, MemoryRemedy),
        new("memory of process exceed", FailureVerdict.RetryLong, MemoryRemedy),
        new("mem usage has exceed", FailureVerdict.RetryLong, MemoryRemedy),
        new("no space left", FailureVerdict.RetryLong, DiskRemedy),
        new("capacity limit", FailureVerdict.RetryLong, DiskRemedy),
        new("safe mode", FailureVerdict.RetryLong, DiskRemedy),
        new("timeout by txn manager", FailureVerdict.RetryLong, TimeRemedy),
        new("reached timeout", FailureVerdict.RetryLong, TimeRemedy),
        new("call frontend service failed", FailureVerdict.RetrySoon, NoRemedy),
        new("master client", FailureVerdict.RetrySoon, NoRemedy),
        new("not leader", FailureVerdict.RetrySoon, NoRemedy),
        new("not ready", FailureVerdict.RetrySoon, NoRemedy),
        new("rpc failed", FailureVerdict.RetrySoon, NoRemedy),
        new("thrift", FailureVerdict.RetrySoon, NoRemedy),
        new("timed out", FailureVerdict.RetrySoon, NoRemedy),
        new("connection refused", FailureVerdict.RetrySoon, NoRemedy),
        new("receive body don't equal", FailureVerdict.RetrySoon, "If it lasts, look for a proxy on the way that cuts requests short."),
        new("no valid basic authorization", FailureVerdict.RetryLong, "If it lasts, look for a proxy on the way that removes the Authorization header."),
        new("access denied for user", FailureVerdict.RetryLong, CredentialsRemedy),
        new("access denied", FailureVerdict.Stop, PermissionRemedy),
        new("privilege", FailureVerdict.Stop, PermissionRemedy),
        new("unknown database", FailureVerdict.Stop, TableRemedy),
        new("unknown table", FailureVerdict.Stop, TableRemedy),
        new("unknown column", FailureVerdict.Stop, TableRemedy),
        new("does not exist", FailureVerdict.Stop, TableRemedy),
        new("has no default value", FailureVerdict.Stop, TableRemedy),
        new("100-continue header", FailureVerdict.Stop, ProxyRemedy),
    ];

    /// <summary>The remedy for a sink with another section than <c>sink.starrocks</c>.</summary>
    public string RemedyIn(string section) => Remedy.Replace("sink.starrocks", section, StringComparison.Ordinal);

    /// <summary>The failure that a message tells of; null when it is none of those known.</summary>
    public static KnownFailure? In(string message) => Array.Find(All, failure => message.Contains(failure.Text, StringComparison.OrdinalIgnoreCase));
}
