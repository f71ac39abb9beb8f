using System.Text.Json;
using System.Text.Json.Serialization;

namespace KongAkka.Jobs.Journal;

/// <summary>What a persistent actor writes down. The journal holds it as JSON under a manifest of its own (see README.md here), never under the name of a type.</summary>
internal abstract record JournalEvent
{
    /// <summary>Fields that a later version wrote and this one does not know.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}
