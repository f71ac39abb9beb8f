using Microsoft.Extensions.Logging;

namespace KongAkka.Service.Logging;

/// <summary>The users' words for levels, as <c>log-level</c> has them.</summary>
internal static class LevelWords
{
    private static readonly (string Word, LogLevel Level)[] Words =
        [("trace", LogLevel.Trace), ("debug", LogLevel.Debug), ("info", LogLevel.Information), ("warn", LogLevel.Warning), ("error", LogLevel.Error)];

    /// <summary>All words.</summary>
    public static string All => string.Join(" | ", Words.Select(w => w.Word));

    /// <summary>The word for a level.</summary>
    /// <param name="level">The level.</param>
    public static string Of(LogLevel level) => Words.Last(w => w.Level <= level).Word;

    /// <summary>The level of a word.</summary>
    /// <param name="word">The word; null when it is none.</param>
    public static LogLevel? Parse(string? word) => Array.Find(Words, w => w.Word.Equals(word, StringComparison.OrdinalIgnoreCase)) is { Word: not null } found ? found.Level : null;
}
