using System.Text.Json.Serialization;

namespace KongAkka.Jobs.Journal;

/// <summary>How journal events look as JSON: camelCase, enums as words, times as ISO-8601 UTC; a field without a default must be there.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(BatchCommitted))]
[JsonSerializable(typeof(BatchPlanned))]
[JsonSerializable(typeof(BatchSplit))]
[JsonSerializable(typeof(DecisionMade))]
[JsonSerializable(typeof(EndsIdentified))]
[JsonSerializable(typeof(GenerationRetiring))]
[JsonSerializable(typeof(GenerationStarted))]
[JsonSerializable(typeof(JobEnded))]
[JsonSerializable(typeof(JobStarted))]
[JsonSerializable(typeof(JobSubmitted))]
[JsonSerializable(typeof(LossAccepted))]
[JsonSerializable(typeof(OffsetsAdvanced))]
[JsonSerializable(typeof(OwnerClaimed))]
[JsonSerializable(typeof(ReplayClaimed))]
[JsonSerializable(typeof(ReplayCommitted))]
[JsonSerializable(typeof(ReplayPlanned))]
[JsonSerializable(typeof(ReplaySnapshot))]
[JsonSerializable(typeof(Retired))]
[JsonSerializable(typeof(SavepointRestored))]
[JsonSerializable(typeof(SubtaskSnapshot))]
internal sealed partial class JournalJson : JsonSerializerContext;
