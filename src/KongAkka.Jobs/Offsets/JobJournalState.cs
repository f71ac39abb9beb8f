using KongAkka.Jobs.Journal;

namespace KongAkka.Jobs.Offsets;

/// <summary>What the events of a job's coordinator come to. Pure.</summary>
internal sealed class JobJournalState
{
    private readonly List<SavepointRestored> _restored = [];
    private bool _isRestoring;

    /// <summary>The job's id; null before its first start.</summary>
    public string? JobId { get; private set; }

    /// <summary>The epoch of the last start; 0 when there was none.</summary>
    public long Epoch { get; private set; }

    /// <summary>What the job reads and fills; null before it was found out.</summary>
    public EndsIdentified? Ends { get; private set; }

    /// <summary>The last generation; null before the first.</summary>
    public GenerationStarted? Generation { get; private set; }

    /// <summary>Whether the generation is to end.</summary>
    public bool IsRetiring { get; private set; }

    /// <summary>The end that the job has reached in this generation; null when it has not.</summary>
    public JobEnded? End { get; private set; }

    /// <summary>Whether the generation was read to its end; a later start that failed or was cancelled before it read changes nothing about that.</summary>
    public bool IsFinished { get; private set; }

    /// <summary>Whether a person has cancelled the job, or stopped it with a savepoint, and not restarted it since.</summary>
    public bool StaysEnded { get; private set; }

    /// <summary>The savepoints that were restored, in their order.</summary>
    public IReadOnlyList<SavepointRestored> Restored => _restored;

    /// <summary>Whether the last generation began at a savepoint.</summary>
    public bool IsGenerationRestored { get; private set; }

    /// <summary>The persistence id of a job.</summary>
    /// <param name="job">The job's name.</param>
    public static string IdOf(string job) => $"job/{job}";

    /// <summary>Takes an event in.</summary>
    /// <param name="journaled">The event.</param>
    /// <exception cref="InvalidOperationException">It is none of a coordinator.</exception>
    public void Apply(JournalEvent journaled)
    {
        switch (journaled)
        {
            case JobSubmitted submitted:
                JobId = submitted.JobId;
                break;
            case JobStarted started:
                (Epoch, StaysEnded) = (started.Epoch, false);
                break;
            case EndsIdentified ends:
                Ends = ends;
                break;
            case GenerationRetiring:
                IsRetiring = true;
                break;
            case SavepointRestored restored:
                _restored.Add(restored);
                _isRestoring = true;
                break;
            case GenerationStarted generation:
                (IsGenerationRestored, _isRestoring) = (_isRestoring, false);
                (Generation, IsRetiring, End, IsFinished) = (generation, false, null, false);
                break;
            case JobEnded ended:
                IsFinished |= ended is { State: JobEnded.Finished, Savepoint: null };
                (End, StaysEnded) = (ended, ended.State == JobEnded.Canceled || ended.Savepoint is not null);
                break;
            default:
                throw new InvalidOperationException($"{journaled.GetType().Name} is no event of a job");
        }
    }
}
