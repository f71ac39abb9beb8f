using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
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
    private static readonly FrozenDictionary<string, JsonTypeInfo> Shapes = new Dictionary<string, JsonTypeInfo>
    {
        ["batch-committed.1"] = JournalJson.Default.BatchCommitted,
        ["batch-planned.1"] = JournalJson.Default.BatchPlanned,
        ["batch-split.1"] = JournalJson.Default.BatchSplit,
        ["decision-made.1"] = JournalJson.Default.DecisionMade,
        ["ends-identified.1"] = JournalJson.Default.EndsIdentified,
        ["generation-retiring.1"] = JournalJson.Default.GenerationRetiring,
        ["generation-started.1"] = JournalJson.Default.GenerationStarted,
        ["job-ended.1"] = JournalJson.Default.JobEnded,
        ["job-started.1"] = JournalJson.Default.JobStarted,
        ["job-submitted.1"] = JournalJson.Default.JobSubmitted,
        ["loss-accepted.1"] = JournalJson.Default.LossAccepted,
        ["offsets-advanced.1"] = JournalJson.Default.OffsetsAdvanced,
        ["owner-claimed.1"] = JournalJson.Default.OwnerClaimed,
        ["replay-claimed.1"] = JournalJson.Default.ReplayClaimed,
        ["replay-committed.1"] = JournalJson.Default.ReplayCommitted,
        ["replay-planned.1"] = JournalJson.Default.ReplayPlanned,
        ["replay-snapshot.1"] = JournalJson.Default.ReplaySnapshot,
        ["retired.1"] = JournalJson.Default.Retired,
        ["subtask-snapshot.1"] = JournalJson.Default.SubtaskSnapshot,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<Type, string> Manifests = Shapes.ToFrozenDictionary(s => s.Value.Type, s => s.Key);

    /// <summary>The manifests, each with the type that is read from it.</summary>
    public static IEnumerable<KeyValuePair<string, Type>> Known => Shapes.Select(s => KeyValuePair.Create(s.Key, s.Value.Type));

    /// <summary>Stands beside each event in the journal; never changes.</summary>
    public override int Identifier => 7001;

    /// <inheritdoc/>
    public override string Manifest(object o) =>
        Manifests.TryGetValue(o.GetType(), out var manifest) ? manifest : throw new ArgumentException($"{o.GetType().Name} is no event of the journal: it has no manifest.", nameof(o));

    /// <inheritdoc/>
    public override byte[] ToBinary(object obj) => JsonSerializer.SerializeToUtf8Bytes(obj, Shapes[Manifest(obj)]);

    /// <inheritdoc/>
    /// <exception cref="UnrecoverableException">A newer version wrote it, or it is damaged.</exception>
    public override object FromBinary(byte[] bytes, string manifest)
    {
        if (!Shapes.TryGetValue(manifest, out var shape))
        {
            throw new UnrecoverableException(
                $"The journal holds an event of the kind {manifest}, which this version does not know.", "A newer version wrote it: start that one or a later one.");
        }

        try
        {
            return JsonSerializer.Deserialize(bytes, shape) ?? throw new JsonException("It is null.");
        }
        catch (JsonException e)
        {
            throw new UnrecoverableException($"An event of the kind {manifest} in the journal cannot be read: {e.Message}", "The journal is damaged: restore it from a copy.", e);
        }
    }
}
