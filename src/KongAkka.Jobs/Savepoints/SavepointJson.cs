using System.Text.Json.Serialization;
using KongAkka.Jobs.Journal;

namespace KongAkka.Jobs.Savepoints;

/// <summary>How a savepoint looks as JSON: as events of the journal do, but one field a line.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(Savepoint))]
internal sealed partial class SavepointJson : JsonSerializerContext;
