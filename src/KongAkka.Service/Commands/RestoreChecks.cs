using KongAkka.Jobs;
using KongAkka.Jobs.Savepoints;
using KongAkka.Service.Configuration;
using Microsoft.Extensions.Logging;

namespace KongAkka.Service.Commands;

/// <summary>What <c>check</c> looks at in the savepoint that a job is to start from.</summary>
/// <param name="configuration">The configuration.</param>
/// <param name="job">The job; it names a savepoint.</param>
internal sealed class RestoreChecks(ServiceConfiguration configuration, JobSpec job)
{
    private RestoreCheck? _savepoint;

    /// <summary>The checks: the savepoint by itself, and whether it fits the topic.</summary>
    /// <param name="journal">The check of the journal, which knows whether it was restored before.</param>
    /// <param name="topic">The check of the topic.</param>
    public IReadOnlyList<Check> All(Check journal, Check topic)
    {
        var savepoint = new Check($"{job.Name}: savepoint", _ => ReadAsync()) { Needs = [journal] };
        return [savepoint, new Check($"{job.Name}: restore", FitAsync) { Needs = [savepoint, topic] }];
    }

    private async Task<CheckResult> ReadAsync()
    {
        var path = job.Restore.Path;
        _savepoint = await JournalCall.RunAsync(configuration, LogLevel.Error, (system, _) => RestoreCheck.ReadAsync(system, job));
        return _savepoint is { } read
            ? CheckResult.Ok($"{path} is one of topic {read.Topic} with offsets of {read.Partitions} partitions")
            : CheckResult.Ok($"{path} was restored before, and is not again: remove restore.path when it suits") with { IsUnanswered = true };
    }

    private async Task<CheckResult> FitAsync(CancellationToken cancellation)
    {
        var fit = await KafkaQuestion.AskAsync(job.Source, _savepoint!.FitAsync, cancellation);
        return fit.IsFit ? CheckResult.Ok(fit.Text) : CheckResult.Fail(fit.Text, "");
    }
}
