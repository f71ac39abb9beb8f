using System.Globalization;
using KongAkka.Jobs;
using KongAkka.Parsing;
using KongAkka.Pipeline.Sinks.Tables;
using KongAkka.Pipeline.Sql;

namespace KongAkka.Service.Commands;

/// <summary>What <c>check</c> looks at over the MySQL protocol for one job.</summary>
/// <param name="job">The job.</param>
/// <param name="settings">Its table.</param>
internal sealed class MysqlChecks(JobSpec job, MysqlSettings settings)
{
    /// <summary>The checks: the table with what loads into it need, the labels.</summary>
    public IReadOnlyList<Check> All()
    {
        var table = new Check($"{job.Name}: table", CheckTableAsync);
        return [table, new Check($"{job.Name}: labels", CheckLabelsAsync) { After = [table] }];
    }

    private async Task<CheckResult> CheckTableAsync(CancellationToken cancellation)
    {
        using var check = new MysqlCheck(settings);
        var schema = Rules.Create(job.Rule).Schema;
        var findings = await check.FindAsync(schema, cancellation);
        return StarRocksChecks.Result($"{settings.Database}.{settings.Table}", schema, findings) with { IsUnanswered = findings.Any(f => f.Kind == FindingKind.Unavailable) };
    }

    private async Task<CheckResult> CheckLabelsAsync(CancellationToken cancellation)
    {
        using var check = new MysqlCheck(settings);
        if (await check.ReadLabelLimitsAsync(cancellation) is not { } limits)
            return CheckResult.Ok(string.Create(CultureInfo.InvariantCulture, $"{settings.Database}.{settings.LoadsTable} keeps them for {settings.LabelKeepTime.TotalHours:0.#} h"));
        var result = StarRocksChecks.LabelsResult(job, settings.Labels, "sink.mysql", limits);
        return result.IsOk ? result with { Text = $"{result.Text}, sooner where {settings.MaxStatementRows} rows (sink.mysql.max-statement-rows) come before batch.max-age" } : result;
    }
}
