using Akka.Actor;
using KongAkka.Jobs.Journal;

namespace KongAkka.Jobs.Replays;

/// <summary>To the account of replays: take it over; answered by its <see cref="ReplayState"/> once that is written down.</summary>
internal sealed record ClaimReplays : INoSerializationVerificationNeeded
{
    public static ClaimReplays Instance { get; } = new();
}

/// <summary>To the account of replays: write this down; answered by itself.</summary>
internal sealed record WriteReplay(JournalEvent Event) : INoSerializationVerificationNeeded;

/// <summary>To the account of replays: make sure that nobody else has taken it over; answered by itself.</summary>
internal sealed record ConfirmReplays : INoSerializationVerificationNeeded
{
    public static ConfirmReplays Instance { get; } = new();
}
