using KongAkka.Jobs;
using KongAkka.Pipeline.Consuming;
using KongAkka.Pipeline.Rejects;
using KongAkka.Pipeline.Rejects.Kafka;

namespace KongAkka.Service.Commands;

/// <summary>What <c>check</c> looks at in Kafka for one job.</summary>
/// <param name="job">The job.</param>
internal sealed class KafkaChecks(JobSpec job)
{
    private static readonly TimeSpan ReadPatience = TimeSpan.FromSeconds(10);

    /// <summary>The checks of the source.</summary>
    public IReadOnlyList<Check> OfSource()
    {
        var topic = new Check($"{job.Name}: topic", CheckTopicAsync);
        return
        [
            topic,
            new Check($"{job.Name}: offsets", CheckOffsetsAsync) { After = [topic] },
            new Check($"{job.Name}: reading", CheckReadingAsync) { After = [topic] },
        ];
    }

    /// <summary>The check of the topic of rejects.</summary>
    /// <param name="rejects">The topic.</param>
    /// <param name="source">The checks of the source, which may ask the same brokers.</param>
    public Check OfRejects(RejectTopic rejects, IReadOnlyList<Check> source) => new($"{job.Name}: rejects", cancellation => CheckRejectsAsync(rejects, cancellation))
    {
        After = rejects.BootstrapServers == job.Source.BootstrapServers ? [source[0]] : [],
    };

    private async Task<CheckResult> CheckTopicAsync(CancellationToken cancellation)
    {
        var partitions = await KafkaQuestion.AskAsync(job.Source, (kafka, cancelled) => kafka.PartitionsAsync(cancelled), cancellation);
        var remark = job.Parallelism <= partitions.Count
            ? ""
            : $". {job.Parallelism - partitions.Count} of {job.Parallelism} subtasks have nothing to read: lower parallelism to {partitions.Count}, or add partitions";
        return CheckResult.Ok($"{job.Source.Topic} at {job.Source.BootstrapServers} has {partitions.Count} partitions{remark}");
    }

    private async Task<CheckResult> CheckOffsetsAsync(CancellationToken cancellation)
    {
        var bounds = await KafkaQuestion.AskAsync(job.Source, (kafka, cancelled) => kafka.ResolveAsync(cancelled), cancellation);
        return CheckResult.Ok("a first start begins at " + string.Join(", ", bounds.Select(b => $"{b.Partition}:{b.Start}")));
    }

    /// <summary>Whether records can be fetched, which takes more rights and other ways than to ask for offsets, and the group's offsets be read.</summary>
    private async Task<CheckResult> CheckReadingAsync(CancellationToken cancellation)
    {
        var whole = job.Source with { Startup = StartupMode.EarliestOffset, Bounded = BoundedMode.LatestOffset };
        var bounds = await KafkaQuestion.AskAsync(whole, (kafka, cancelled) => kafka.ResolveAsync(cancelled), cancellation);
        await GroupOffsets.ReadAsync(job.Source, [.. bounds.Select(b => b.Partition)], cancellation);
        // The record at the start or, in an empty partition, the word that there is none.
        var starts = bounds.Select(b => b with { End = b.Start + 1 }).ToArray();
        var read = await NewestRecords.ReadAsync(job.Source, starts, starts.Length, ReadPatience, cancellation);
        return read.IsWhole
            ? CheckResult.Ok($"every partition can be read, and the offsets of group {job.Source.GroupId}")
            : CheckResult.Fail(
                $"Not every partition of {job.Source.Topic} gave a record or its end within {ReadPatience.TotalSeconds} s.",
                "Open the way to every broker under the address that it advertises (advertised.listeners).");
    }

    private static async Task<CheckResult> CheckRejectsAsync(RejectTopic topic, CancellationToken cancellation)
    {
        var look = new RejectTopicLook(topic);
        return CheckResult.Ok(await KafkaQuestion.AskAsync(look.Settings, look.CheckAsync, cancellation));
    }
}
