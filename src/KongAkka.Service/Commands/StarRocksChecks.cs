using System.Globalization;
using KongAkka.Jobs;
using KongAkka.Parsing;
using KongAkka.Pipeline.Sinks.Loading;
using KongAkka.Pipeline.Sinks.Tables;
using KongAkka.Pipeline.StarRocks;
using KongAkka.Pipeline.StarRocks.Checking;
using KongAkka.Pipeline.StarRocks.Tables;

namespace KongAkka.Service.Commands;

/// <summary>What <c>check</c> looks at in StarRocks for one job.</summary>
/// <param name="job">The job.</param>
/// <param name="settings">Its table.</param>
internal sealed class StarRocksChecks(JobSpec job, StarRocksSettings settings)
{
    /// <summary>The checks: each FE with a BE behind it, every BE that is known, the table, the labels.</summary>
    public IReadOnlyList<Check> All()
    {
        Check[] frontends = [.. settings.LoadUrls.Select(url => new Check($"{job.Name}: FE {url.Authority}", cancellation => CheckFrontendAsync(url, cancellation)))];
        return
        [
            .. frontends,
            new Check($"{job.Name}: BEs", CheckBackendsAsync) { After = settings.BackendUrls.Count == 0 ? frontends : [] },
            new Check($"{job.Name}: table", CheckTableAsync) { After = frontends },
            new Check($"{job.Name}: labels", CheckLabelsAsync) { After = frontends },
        ];
    }

    /// <summary>What findings about a table come to.</summary>
    /// <param name="table">The table.</param>
    /// <param name="schema">The columns that the rule fills.</param>
    /// <param name="findings">What was found.</param>
    public static CheckResult Result(string table, RowSchema schema, IReadOnlyList<TableFinding> findings) =>
        findings.All(f => f.Kind == FindingKind.Warns)
            ? CheckResult.Ok(string.Join(' ', [$"{table} takes all {schema.Width} columns.", .. findings.Select(f => $"{f.What} {f.Remedy}")]))
            : CheckResult.Fail(string.Join(' ', findings.Select(f => f.What)), findings.First(f => f.Kind != FindingKind.Warns).Remedy);

    /// <summary>What the limits of labels come to.</summary>
    /// <param name="job">The job.</param>
    /// <param name="terms">What it trusts.</param>
    /// <param name="section">The configuration's section that says so.</param>
    /// <param name="limits">What the FEs say.</param>
    public static CheckResult LabelsResult(JobSpec job, LabelTerms terms, string section, LabelLimits limits)
    {
        var life = limits.Life(terms, job.Batch.MaxAge, job.Parallelism);
        TableFinding[] findings = [.. limits.Compare(terms, section), .. new[] { LabelLimits.Judge(life, terms, section, job.RestartStrategy.Max) }.OfType<TableFinding>()];
        if (findings.Length > 0) return Fail(findings);
        var source = limits.AreKnown ? "the FEs say" : "assumed, since the right OPERATE ON SYSTEM is missing or the FEs do not tell";
        return CheckResult.Ok(string.Create(
            CultureInfo.InvariantCulture,
            $"{limits.KeepNum ?? terms.KeepNum} of the database are kept, for {(limits.KeepTime ?? terms.KeepTime).TotalHours:0.#} h ({source}): the job's own loads push one out after {life.TotalHours:0.#} h at the earliest"));
    }

    private async Task<CheckResult> CheckFrontendAsync(Uri frontend, CancellationToken cancellation)
    {
        using var cluster = new ClusterCheck(settings);
        var look = await cluster.LookAsync(frontend, cancellation);
        return look.Findings.Count == 0
            ? CheckResult.Ok(look.Backend is { } backend ? $"answers, and sends loads to {backend}, which answers{InTheClear(frontend)}" : "answers; loads go to sink.starrocks.backend-url")
            : Fail(look.Findings) with { IsUnanswered = !look.IsAnswered };
    }

    private string InTheClear(Uri frontend) => frontend.Scheme == "https" && settings.FollowsToHttp ? "; password and rows go there in the clear" : "";

    private async Task<CheckResult> CheckBackendsAsync(CancellationToken cancellation)
    {
        using var cluster = new ClusterCheck(settings);
        var look = await cluster.LookAtBackendsAsync(cancellation);
        if (look.Findings.Count > 0) return Fail(look.Findings);
        return CheckResult.Ok(look.Backends is { } backends
            ? $"{string.Join(", ", backends.Select(url => url.Authority))} answer{(backends.Count == 1 ? "s" : "")}"
            : "those to which the FEs redirected just now are all that is known, since the right OPERATE ON SYSTEM is missing or the FEs do not tell");
    }

    private async Task<CheckResult> CheckTableAsync(CancellationToken cancellation)
    {
        using var check = new TableCheck(settings);
        var schema = Rules.Create(job.Rule).Schema;
        var findings = await check.FindAsync(schema, cancellation);
        // The next FE is asked when one does not answer.
        for (var asked = 1; asked < settings.LoadUrls.Count && findings.Any(f => f.Kind == FindingKind.Unavailable); asked++) findings = await check.FindAsync(schema, cancellation);
        return Result($"{settings.Database}.{settings.Table}", schema, findings);
    }

    private async Task<CheckResult> CheckLabelsAsync(CancellationToken cancellation)
    {
        using var cluster = new ClusterCheck(settings);
        return LabelsResult(job, settings.Labels, "sink.starrocks", await cluster.ReadLabelLimitsAsync(cancellation));
    }

    private static CheckResult Fail(IReadOnlyList<TableFinding> findings) => CheckResult.Fail(
        string.Join(' ', findings.SkipLast(1).Select(f => $"{f.What} {f.Remedy}").Append(findings[^1].What)), findings[^1].Remedy);
}
