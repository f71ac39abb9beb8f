using Akka.Actor;
using KongAkka.Jobs.Journal;

namespace KongAkka.Jobs.Replays;

/// <summary>The account of a job's replays as a replay sees it; for one caller at a time.</summary>
internal sealed class ReplayAccount
{
    private readonly TaskCompletionSource<object> _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IActorRef _actor;
    private ReplayState? _state;

    /// <summary>Opens it.</summary>
    /// <param name="system">The actor system whose journal it lies in.</param>
    /// <param name="job">The job's name.</param>
    /// <param name="time">The clock.</param>
    public ReplayAccount(ActorSystem system, string job, TimeProvider time) => _actor = system.ActorOf(Props.Create(() => new ReplayActor(job, time, _failed)));

    /// <summary>What it comes to; to be read between calls only.</summary>
    public ReplayState State => _state ?? throw new InvalidOperationException("the account is not claimed");

    /// <summary>Takes the account over.</summary>
    /// <exception cref="Pipeline.UnrecoverableException">The journal cannot be read or written.</exception>
    public async Task ClaimAsync() => _state = (ReplayState)await AskAsync(ClaimReplays.Instance).ConfigureAwait(false);

    /// <summary>Writes an event down.</summary>
    /// <exception cref="Pipeline.UnrecoverableException">Another replay has taken over, or the journal cannot be written.</exception>
    public Task WriteAsync(JournalEvent journaled) => AskAsync(new WriteReplay(journaled));

    /// <summary>Makes sure that no other replay has taken over.</summary>
    /// <exception cref="Pipeline.UnrecoverableException">One has.</exception>
    public Task ConfirmAsync() => AskAsync(ConfirmReplays.Instance);

    private async Task<object> AskAsync(object message) => await (await Task.WhenAny(_actor.Ask<object>(message), _failed.Task).ConfigureAwait(false)).ConfigureAwait(false);
}
