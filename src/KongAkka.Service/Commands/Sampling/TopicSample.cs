using System.Globalization;
using KongAkka.Jobs;
using KongAkka.Parsing;
using KongAkka.Pipeline.Consuming;

namespace KongAkka.Service.Commands.Sampling;

/// <summary>What a job would make of the newest records of its topic.</summary>
/// <param name="Job">The job.</param>
/// <param name="Records">The records.</param>
/// <param name="Made">What its rule makes of them.</param>
internal sealed record TopicSample(JobSpec Job, NewestRecords Records, RuleSample Made)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Reads the newest records and asks the job's rule about them. Joins no group, commits nothing, and looks at no table.</summary>
    /// <param name="job">The job.</param>
    /// <param name="count">The most records to read.</param>
    /// <param name="cancellation">Gives it up.</param>
    /// <exception cref="KongAkka.Pipeline.UnrecoverableException">Kafka cannot be asked.</exception>
    public static async Task<TopicSample> TakeAsync(JobSpec job, int count, CancellationToken cancellation)
    {
        var whole = job.Source with { Startup = StartupMode.EarliestOffset, Bounded = BoundedMode.LatestOffset };
        var bounds = await KafkaQuestion.AskAsync(whole, (kafka, cancelled) => kafka.ResolveAsync(cancelled), cancellation);
        var newest = await NewestRecords.ReadAsync(whole, bounds, count, Patience, cancellation);
        var tally = new SampleTally(Rules.Create(job.Rule), job.Sink.OnUnfit);
        foreach (var record in newest.Records) tally.Add(record.Value);
        return new TopicSample(job, newest, tally.Result());
    }

    /// <summary>What was read, as a sentence.</summary>
    public string Describe()
    {
        var topic = $"{Job.Name}: topic {Job.Source.Topic} at {Job.Source.BootstrapServers}";
        if (Records.Records is not [var first, .., var last]) return Records.Records is [var one] ? $"{topic}, 1 record of {Time(one)}" : $"{topic}, no record";
        return $"{topic}, the newest {Records.Records.Count} records, of {Time(first)} to {Time(last)}{(Records.IsWhole ? "" : $"; not all partitions were read to their end within {Patience.TotalSeconds} s")}";
    }

    private static string Time(NewestRecord record) => record.Timestamp.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
