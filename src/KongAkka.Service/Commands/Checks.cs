using KongAkka.Jobs;
using KongAkka.Jobs.Journal;
using KongAkka.Parsing;
using KongAkka.Pipeline.Consuming;
using KongAkka.Pipeline.Rejects;
using KongAkka.Pipeline.Rejects.Files;
using KongAkka.Pipeline.Rejects.Kafka;
using KongAkka.Pipeline.Sinks.Tables;
using KongAkka.Pipeline.Sql;
using KongAkka.Pipeline.StarRocks;
using KongAkka.Pipeline.StarRocks.Tables;
using KongAkka.Service.Configuration;

namespace KongAkka.Service.Commands;

/// <summary>Everything that <c>check</c> looks at, in the order in which it is printed.</summary>
internal static class Checks
{
    /// <summary>The checks of a configuration.</summary>
    /// <param name="configuration">The configuration.</param>
    public static IEnumerable<Check> Of(ServiceConfiguration configuration) =>
        configuration.Jobs.SelectMany(Of).Prepend(new Check("journal", _ => Task.Run(() => CheckJournal(configuration.Journal))));

    private static CheckResult CheckJournal(JournalSettings settings)
    {
        JournalPlugin.Of(settings).Open();
        return CheckResult.Ok($"{settings.Place} can be written");
    }

    private static IEnumerable<Check> Of(JobSpec job)
    {
        yield return new Check($"{job.Name}: topic", cancellation => CheckTopicAsync(job.Source, cancellation));
        yield return new Check($"{job.Name}: offsets", cancellation => CheckOffsetsAsync(job.Source, cancellation));
        if (job.Sink.StarRocks is { } starRocks)
            yield return new Check($"{job.Name}: table", cancellation => CheckTableAsync(starRocks, Rules.Create(job.Rule).Schema, cancellation));
        if (job.Sink.Mysql is { } mysql)
            yield return new Check($"{job.Name}: table", cancellation => CheckTableAsync(mysql, Rules.Create(job.Rule).Schema, cancellation));
        if (job.Rejects.Type == RejectType.File)
            yield return new Check($"{job.Name}: rejects", _ => Task.FromResult(CheckFolder(job)));
        if (job.Rejects is { Type: RejectType.Kafka, Topic: { } topic })
            yield return new Check($"{job.Name}: rejects", cancellation => CheckRejectsAsync(topic, cancellation));
    }

    private static async Task<CheckResult> CheckTopicAsync(KafkaSettings source, CancellationToken cancellation)
    {
        var partitions = await KafkaQuestion.AskAsync(source, (kafka, cancelled) => kafka.PartitionsAsync(cancelled), cancellation);
        return CheckResult.Ok($"{source.Topic} at {source.BootstrapServers} has {partitions.Count} partitions");
    }

    private static async Task<CheckResult> CheckOffsetsAsync(KafkaSettings source, CancellationToken cancellation)
    {
        var bounds = await KafkaQuestion.AskAsync(source, (kafka, cancelled) => kafka.ResolveAsync(cancelled), cancellation);
        return CheckResult.Ok("a first start begins at " + string.Join(", ", bounds.Select(b => $"{b.Partition}:{b.Start}")));
    }

    private static async Task<CheckResult> CheckTableAsync(StarRocksSettings settings, RowSchema schema, CancellationToken cancellation)
    {
        using var check = new TableCheck(settings);
        return Result($"{settings.Database}.{settings.Table}", schema, await check.FindAsync(schema, cancellation));
    }

    private static async Task<CheckResult> CheckTableAsync(MysqlSettings settings, RowSchema schema, CancellationToken cancellation)
    {
        using var check = new MysqlCheck(settings);
        return Result($"{settings.Database}.{settings.Table}", schema, await check.FindAsync(schema, cancellation));
    }

    private static CheckResult Result(string table, RowSchema schema, IReadOnlyList<TableFinding> findings)
    {
        var remarks = string.Join(' ', findings.Select(f => f.What));
        var worst = findings.FirstOrDefault(f => f.Kind != FindingKind.Warns);
        return worst is null
            ? CheckResult.Ok($"{table} takes all {schema.Width} columns. {remarks}")
            : CheckResult.Fail(remarks, worst.Remedy);
    }

    private static async Task<CheckResult> CheckRejectsAsync(RejectTopic topic, CancellationToken cancellation)
    {
        var partitions = await new RejectTopicReader(topic, "").PartitionsAsync(cancellation);
        return CheckResult.Ok($"{topic} has {partitions.Count} partitions");
    }

    /// <summary>Whether files can be written to a folder, which is made when it does not exist.</summary>
    private static CheckResult CheckFolder(JobSpec job)
    {
        var directory = job.Rejects.Directory;
        var probe = Path.Combine(directory, $".kongakka-check-{Environment.ProcessId}");
        try
        {
            new RejectFolder(directory, job.Name).Make();
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
            return CheckResult.Ok($"{directory} can be written");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return CheckResult.Fail($"{directory} cannot be written: {e.Message}", "Give the service's user the right to write there, or set rejects.directory.");
        }
    }
}
