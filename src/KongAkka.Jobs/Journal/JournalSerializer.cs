using System.Text.Json;
using Akka.Actor;
using Akka.Serialization;
using KongAkka.Pipeline;

namespace KongAkka.Jobs.Journal;

/// <summary>
/// Writes <see cref="JournalEvent"/>s as JSON under short manifests with a version, and reads every manifest that was ever written. README.md here is the description of the format.
/// </summary>
/// <param name="system">The actor system it belongs to.</param>
internal sealed class JournalSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    private static readonly Dictionary<string, Type> Types = new(StringComparer.Ordinal)
    {
        ["batch-committed.1"] = typeof(BatchCommitted),
        ["batch-planned.1"] = typeof(BatchPlanned),
        ["batch-split.1"] = typeof(BatchSplit),
        ["decision-made.1"] = typeof(DecisionMade),
        ["ends-identified.1"] = typeof(EndsIdentified),
        ["generation-retiring.1"] = typeof(GenerationRetiring),
        ["generation-started.1"] = typeof(GenerationStarted),
        ["job-ended.1"] = typeof(JobEnded),
        ["job-started.1"] = typeof(JobStarted),
        ["job-submitted.1"] = typeof(JobSubmitted),
        ["loss-accepted.1"] = typeof(LossAccepted),
        ["offsets-advanced.1"] = typeof(OffsetsAdvanced),
        ["owner-claimed.1"] = typeof(OwnerClaimed),
        ["replay-claimed.1"] = typeof(ReplayClaimed),
        ["replay-committed.1"] = typeof(ReplayCommitted),
        ["replay-planned.1"] = typeof(ReplayPlanned),
        ["replay-snapshot.1"] = typeof(ReplaySnapshot),
        ["retired.1"] = typeof(Retired),
        ["savepoint-restored.1"] = typeof(SavepointRestored),
        ["subtask-snapshot.1"] = typeof(SubtaskSnapshot),
    };

    private static readonly Dictionary<Type, string> Manifests = Types.ToDictionary(t => t.Value, t => t.Key);

    /// <summary>The manifests, each with the type that is read from it.</summary>
    public static IReadOnlyDictionary<string, Type> Known => Types;

    /// <summary>Stands beside each event in the journal; never changes.</summary>
    public override int Identifier => 7001;

    /// <inheritdoc/>
    public override string Manifest(object o) =>
        Manifests.TryGetValue(o.GetType(), out var manifest) ? manifest : throw new ArgumentException($"{o.GetType().Name} is no event of the journal: it has no manifest.", nameof(o));

    /// <inheritdoc/>
    public override byte[] ToBinary(object obj) => JsonSerializer.SerializeToUtf8Bytes(obj, Types[Manifest(obj)], JournalJson.Default);

    /// <inheritdoc/>
    /// <exception cref="UnrecoverableException">A newer version wrote it, or it is damaged.</exception>
    public override object FromBinary(byte[] bytes, string manifest)
    {
        if (!Types.TryGetValue(manifest, out var type))
        {
            throw new UnrecoverableException(
                $"The journal holds an event of the kind {manifest}, which this version does not know.", "A newer version wrote it: start that one or a later one.");
        }

        try
        {
            return JsonSerializer.Deserialize(bytes, type, JournalJson.Default) ?? throw new JsonException("It is null.");
        }
        catch (JsonException e)
        {
            throw new UnrecoverableException($"An event of the kind {manifest} in the journal cannot be read: {e.Message}", "The journal is damaged: restore it from a copy.", e);
        }
    }
}
