using System.Globalization;
using System.Text.Json;
using KongAkka.Jobs.Journal;

namespace KongAkka.Benchmarks;

/// <summary>
/// <c>journal fill FILE EVENTS</c> writes a journal of a long life, <c>journal start FILE</c> recovers an actor from it and persists one event, <c>journal start</c> is the same without a journal,
/// <c>journal rate FILE SECONDS</c> persists one event after the other and then two at once.
/// </summary>
internal static class JournalCommand
{
    public static async Task<int> RunAsync(string[] args)
    {
        switch (args)
        {
            case ["fill", var file, var events] when int.TryParse(events, CultureInfo.InvariantCulture, out var count):
                OldJournal.Write(Settings(file), count);
                return 0;
            case ["start"]: return Print(await JournalRun.StartAsync(null));
            case ["start", var file]: return Print(await JournalRun.StartAsync(Settings(file)));
            case ["rate", var file, var seconds] when int.TryParse(seconds, CultureInfo.InvariantCulture, out var time):
                Print(await JournalRun.PersistAsync(Settings(file), TimeSpan.FromSeconds(time), 1));
                return Print(await JournalRun.PersistAsync(Settings(file), TimeSpan.FromSeconds(time), 2));
            default:
                await Console.Error.WriteLineAsync("usage: journal fill FILE EVENTS | journal start [FILE] | journal rate FILE SECONDS");
                return 2;
        }
    }

    private static JournalSettings Settings(string file) => JournalSettings.Default with { ConnectionString = $"Data Source={file}" };

    private static int Print(Dictionary<string, double> figures)
    {
        Console.WriteLine(JsonSerializer.Serialize(figures));
        return 0;
    }
}
