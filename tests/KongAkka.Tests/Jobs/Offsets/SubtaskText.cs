using System.Text.Json;
using KongAkka.Jobs.Journal;

namespace KongAkka.Tests.Jobs.Offsets;

/// <summary>Events as the journal holds them, each with the name of its type before it.</summary>
internal static class SubtaskText
{
    public static string Of(JournalEvent journaled) => journaled.GetType().Name + " " + JsonSerializer.Serialize(journaled, journaled.GetType(), JournalJson.Default);

    public static JournalEvent Read(string text)
    {
        var parts = text.Split(' ', 2);
        var type = typeof(JournalEvent).Assembly.GetType($"{typeof(JournalEvent).Namespace}.{parts[0]}", throwOnError: true)!;
        return (JournalEvent)JsonSerializer.Deserialize(parts[1], type, JournalJson.Default)!;
    }
}
