using Akka.Actor;
using KongAkka.Jobs.Journal;
using KongAkka.Jobs.Offsets;
using KongAkka.Jobs.Supervision;
using KongAkka.Pipeline.Rejects;

namespace KongAkka.Jobs.Replays;

/// <summary>How far a job has come by its journal, and where its processes began to read: from both follows which rejects are final.</summary>
/// <param name="ends">What the job reads and fills; null when it never did.</param>
/// <param name="positions">The next offset by partition.</param>
/// <param name="starts">Where processes began to read.</param>
internal sealed class JobPassage(EndsIdentified? ends, IReadOnlyDictionary<int, long> positions, IReadOnlyList<ReadStart> starts)
{
    /// <summary>What the events of the job's coordinator come to.</summary>
    public JobJournalState State { get; private init; } = new();

    /// <summary>The next offset by partition.</summary>
    public IReadOnlyDictionary<int, long> Positions => positions;

    /// <summary>The topic that the job reads; empty when it never did.</summary>
    public string Topic => ends?.Topic ?? "";

    /// <summary>The table that the job fills; empty when there is none.</summary>
    public string Table => ends?.Table ?? "";

    /// <summary>Reads it from the journal; a job that runs may write meanwhile.</summary>
    /// <param name="system">The actor system whose journal it is.</param>
    /// <param name="job">The job's name.</param>
    public static async Task<JobPassage> ReadAsync(ActorSystem system, string job)
    {
        var state = new JobJournalState();
        List<GenerationStarted> generations = [];
        await TakeAsync(system, JobJournalState.IdOf(job), journaled =>
        {
            state.Apply(journaled);
            if (journaled is GenerationStarted generation) generations.Add(generation);
        }).ConfigureAwait(false);

        SortedDictionary<int, long> positions = [];
        List<ReadStart> starts = [];
        foreach (var generation in generations)
        {
            foreach (var subtask in generation.Partitions.GroupBy(p => p.Subtask))
            {
                var read = new SubtaskState(subtask);
                await TakeAsync(system, SubtaskContext.PersistenceIdOf(state.JobId!, generation.Number, subtask.Key), read.Take).ConfigureAwait(false);
                foreach (var (partition, next) in read.Positions) positions[partition] = next;
                starts.AddRange(read.Starts);
            }
        }

        return new JobPassage(state.Ends, positions, starts) { State = state };
    }

    /// <summary>What a reject says about its record.</summary>
    /// <param name="reject">The reject.</param>
    public RejectStanding Of(in RejectedRecord reject)
    {
        if (reject.Topic != Topic || !positions.TryGetValue(reject.Partition, out var next) || reject.Offset >= next) return RejectStanding.NotPassed;
        foreach (var start in starts)
            if (reject.RejectedAt < start.At && IsReadFrom(start, reject.Partition, reject.Offset)) return RejectStanding.ReadAgain;
        return RejectStanding.Final;
    }

    private static Task TakeAsync(ActorSystem system, string id, Action<JournalEvent> take)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        system.ActorOf(Props.Create(() => new JournalReading(id, take, done)));
        return done.Task;
    }

    private static bool IsReadFrom(ReadStart start, int partition, long offset) =>
        start.Positions.Any(p => p.Partition == partition && p.Next <= offset)
        && !start.Settled.Any(range => range.Partition == partition && range.First <= offset && offset < range.Next);
}
