using KongAkka.Jobs;
using KongAkka.Jobs.Journal;
using KongAkka.Pipeline.Rejects;
using KongAkka.Pipeline.Rejects.Files;
using KongAkka.Service.Configuration;

namespace KongAkka.Service.Commands;

/// <summary>Everything that <c>check</c> looks at, in the order in which it is printed.</summary>
internal static class Checks
{
    /// <summary>The checks of a configuration.</summary>
    /// <param name="configuration">The configuration.</param>
    public static IEnumerable<Check> Of(ServiceConfiguration configuration)
    {
        var journal = new Check("journal", _ => Task.Run(() => CheckJournal(configuration.Journal)));
        return configuration.Jobs.SelectMany(job => Of(configuration, job, journal)).Prepend(journal);
    }

    private static CheckResult CheckJournal(JournalSettings settings)
    {
        JournalPlugin.Of(settings).Open();
        return CheckResult.Ok($"{settings.Place} can be written");
    }

    private static IEnumerable<Check> Of(ServiceConfiguration configuration, JobSpec job, Check journal)
    {
        var kafka = new KafkaChecks(job);
        var source = kafka.OfSource();
        foreach (var check in source) yield return check;
        foreach (var check in job.Restore.Path.Length > 0 ? new RestoreChecks(configuration, job).All(journal, topic: source[0]) : []) yield return check;
        foreach (var check in job.Sink.StarRocks is { } starRocks ? new StarRocksChecks(job, starRocks).All() : []) yield return check;
        foreach (var check in job.Sink.Mysql is { } mysql ? new MysqlChecks(job, mysql).All() : []) yield return check;
        if (job.Rejects.Type == RejectType.File)
            yield return new Check($"{job.Name}: rejects", _ => Task.FromResult(CheckFolder(job)));
        if (job.Rejects is { Type: RejectType.Kafka, Topic: { } topic })
            yield return kafka.OfRejects(topic, source);
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
