using System.Collections.Concurrent;
using Akka.Actor;
using KongAkka.Jobs.Journal;

namespace KongAkka.Tests.Jobs.Journal;

/// <summary>A <see cref="JournalActor"/> and what became of it.</summary>
internal sealed class JournalActorProbe
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly IActorRef _actor;

    public JournalActorProbe(ActorSystem system, string id) => _actor = system.ActorOf(Props.Create(() => new JournalActor(id, this)));

    public TaskCompletionSource Recovered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ConcurrentQueue<JournalEvent> Replayed { get; } = [];

    public TaskCompletionSource<Exception> Failed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource<Exception> Rejected { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IActorRef? Asker { get; set; }

    /// <summary>Persists an event or a snapshot, or deletes up to a number.</summary>
    /// <returns>The number of the last event.</returns>
    public async Task<long> DoAsync(object message)
    {
        var done = _actor.Ask<long>(message, Patience);
        return await Task.WhenAny(done, Failed.Task) == done ? await done : throw new InvalidOperationException("The write failed.", await Failed.Task);
    }

    /// <summary>Persists, knowing that it will fail.</summary>
    /// <returns>What <c>OnPersistFailure</c> was given.</returns>
    public Task<Exception> FailAsync(object written)
    {
        _actor.Tell(written);
        return Failed.Task.WaitAsync(Patience);
    }

    /// <summary>Persists, knowing that it will be rejected.</summary>
    /// <returns>What <c>OnPersistRejected</c> was given.</returns>
    public Task<Exception> RejectAsync(object written)
    {
        _actor.Tell(written);
        return Rejected.Task.WaitAsync(Patience);
    }

    public IEnumerable<long> Epochs => Replayed.Select(e => e is SubtaskSnapshot s ? s.Epoch : ((OwnerClaimed)e).Epoch);
}
