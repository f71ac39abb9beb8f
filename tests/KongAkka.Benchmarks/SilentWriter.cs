using Akka.Actor;

namespace KongAkka.Benchmarks;

/// <summary>Answers without writing anything.</summary>
internal sealed class SilentWriter : UntypedActor
{
    protected override void OnReceive(object message) => Sender.Tell(0L);
}
