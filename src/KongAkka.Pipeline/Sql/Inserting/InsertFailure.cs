using KongAkka.Pipeline.Sinks.Loading;
using KongAkka.Pipeline.Sql.Connecting;
using KongAkka.Pipeline.StarRocks.Loading;

namespace KongAkka.Pipeline.Sql.Inserting;

/// <summary>The failures of a statement, by the numbers of MySQL and MariaDB, and for StarRocks, which has one number for nearly all, by its words.</summary>
/// <param name="Verdict">What it means.</param>
/// <param name="Remedy">What a person can do about it; a sentence.</param>
internal sealed record InsertFailure(FailureVerdict Verdict, string Remedy)
{
    private const string ConnectionRemedy = "Check sink.mysql.connection-string, the network and that the server is up; loading goes on by itself.";
    /// <summary>What to do about a right that is missing.</summary>
    public const string RightsRemedy = "Grant INSERT and SELECT on the table, and SELECT, INSERT and DELETE on sink.mysql.loads-table, and start the job again.";

    private const string TableRemedy = "Mend table or configuration (`kongakka check` names every difference) and start the job again.";
    private const string RowsRemedy = "Compare the values shown with the table's columns, and give the table back the columns it had or widen them; loading goes on by itself.";
    private const string UnknownRemedy = "Look into the server's log, mend the cause and start the job again.";

    private static readonly InsertFailure Connection = new(FailureVerdict.Doubtful, ConnectionRemedy);
    private static readonly InsertFailure Credentials = new(FailureVerdict.RetryLong, "Check user and password (or password-file) in sink.mysql; loading goes on by itself once they are accepted.");
    private static readonly InsertFailure Rows = new(FailureVerdict.RowsRefused, RowsRemedy);
    private static readonly InsertFailure Table = new(FailureVerdict.Stop, TableRemedy);

    /// <summary>What a failure means; null when its number and words are not known.</summary>
    public static InsertFailure? Of(ServerFailure failure, MysqlDialect? dialect)
    {
        if (!failure.IsAnswer) return Connection;
        if (dialect == MysqlDialect.StarRocks && KnownFailure.In(failure.Words) is { } known) return new InsertFailure(known.Verdict, known.RemedyIn("sink.mysql"));
        return Of(failure.Number);
    }

    private static InsertFailure? Of(int number) => number switch
    {
        // ER_DATA_TOO_LONG, ER_WARN_DATA_OUT_OF_RANGE, WARN_DATA_TRUNCATED, ER_TRUNCATED_WRONG_VALUE, its _FOR_FIELD, ER_BAD_NULL, ER_DUP_ENTRY, ER_DATA_OUT_OF_RANGE, ER_NO_PARTITION_FOR_GIVEN_VALUE,
        // checks of MySQL and of MariaDB, ER_TOO_LONG_KEY's row form, a foreign key.
        1406 or 1264 or 1265 or 1292 or 1366 or 1048 or 1062 or 1690 or 1526 or 3819 or 4025 or 1452 or 1441 or 1411 => Rows,

        // Lock wait, deadlock, a query that was ended, a server that starts or ends, too many connections, and what Galera and group replication answer while they change.
        1205 => new(FailureVerdict.RetrySoon, "If it lasts, look in information_schema.innodb_trx for the connection that holds the rows; one of an attempt that was lost ends by itself after sink.mysql.load-timeout and 30 s."),
        1213 or 1317 or 1040 or 1053 or 1047 or 1180 or 3024 or 1969 or 1158 or 1159 or 1160 or 1161 or 1927 => new(FailureVerdict.RetrySoon, "Nothing needs to be done unless it lasts."),

        // A disk or a table that is full, memory, limits of the user, a server that only reads at present.
        1021 or 1114 or 1037 or 1038 or 1041 or 3 or 28 => new(FailureVerdict.RetryLong, "Give the server disk space or memory; loading goes on by itself."),
        1203 or 1226 => new(FailureVerdict.RetryLong, "Raise the limits of the user, or lower batch.max-loads-in-flight and parallelism; loading goes on by itself."),
        1290 or 1792 or 1836 => new(FailureVerdict.RetryLong, "The server is read-only: let sink.mysql.connection-string lead to the one that takes writes; loading goes on by itself."),
        1045 or 1698 or 1820 or 1862 => Credentials,
        1044 or 1142 or 1143 or 1227 or 1370 => new(FailureVerdict.Stop, RightsRemedy),
        1153 => new(FailureVerdict.Stop, "Lower batch.max-bytes or raise max_allowed_packet, and start the job again."),
        1049 or 1146 or 1054 or 1136 or 1364 or 1109 or 1288 or 1471 => Table,
        _ => null,
    };

    /// <summary>Decides after a load was not inserted.</summary>
    /// <param name="failure">Why not.</param>
    /// <param name="dialect">Who failed; null when nobody answered yet.</param>
    public static LoadDecision Decide(ServerFailure failure, MysqlDialect? dialect)
    {
        var known = Of(failure, dialect);
        var trouble = new LoadTrouble(failure.ToString(), known?.Remedy ?? UnknownRemedy);
        return new LoadDecision.AskState(known?.Verdict switch
        {
            FailureVerdict.Doubtful or FailureVerdict.RetrySoon => new LoadDecision.RetrySameLabel(RetryPace.Soon, trouble),
            FailureVerdict.RetryLong => new LoadDecision.RetrySameLabel(RetryPace.Long, trouble),
            FailureVerdict.RowsRefused => new LoadDecision.Refused(trouble, null, null),
            _ => new LoadDecision.Stop(trouble),
        });
    }
}
