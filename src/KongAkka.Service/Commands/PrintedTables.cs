using KongAkka.Jobs;
using KongAkka.Parsing;
using KongAkka.Pipeline.Sinks;
using KongAkka.Pipeline.Sql;
using KongAkka.Pipeline.StarRocks.Tables;

namespace KongAkka.Service.Commands;

/// <summary>What <c>check --print-ddl</c> prints: a script for a MySQL client that makes the tables of all jobs. Connects to nothing.</summary>
internal static class PrintedTables
{
    /// <summary>The lines of the script.</summary>
    /// <param name="jobs">The jobs; of those that share a table the first one decides.</param>
    public static IEnumerable<string> Of(IReadOnlyList<JobSpec> jobs) => jobs.SelectMany((job, index) => Of(job, jobs.Take(index)));

    private static IEnumerable<string> Of(JobSpec job, IEnumerable<JobSpec> before)
    {
        if (job.Sink.Target.Length == 0) return [$"-- Job {job.Name} has no table: its sink is {job.Sink.Type.ToString().ToLowerInvariant()}.", ""];
        if (before.FirstOrDefault(other => other.Sink.Target == job.Sink.Target) is { } first) return [$"-- Job {job.Name} fills the table of job {first.Name}.", ""];
        return [$"-- Job {job.Name}: the table for its rule {job.Rule}.", .. Script(job.Sink, Rules.Create(job.Rule).Schema), ""];
    }

    private static IEnumerable<string> Script(SinkSettings sink, RowSchema schema) => sink switch
    {
        { StarRocks: { } table } => TableDdl.Script(table, schema),
        { Mysql: { } table } =>
        [
            "-- This is StarRocks. For MySQL and MariaDB take the columns alone, without all from DUPLICATE KEY on, and LONGTEXT for what has 1048576 bytes.",
            .. TableDdl.Script(table.Database, table.Table, table.Username, schema),
            .. MysqlGrants.Script(table),
        ],
        _ => throw new InvalidOperationException($"the sink {sink.Type} has no table"),
    };
}
