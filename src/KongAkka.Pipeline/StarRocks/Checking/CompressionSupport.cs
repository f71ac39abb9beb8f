using System.Globalization;
using KongAkka.Pipeline.Sinks.Tables;

namespace KongAkka.Pipeline.StarRocks.Checking;

/// <summary>
/// Decides whether StarRocks unpacks compressed bodies. An older one does not refuse them: it takes the compressed bytes for JSON and counts them as a row that was refused. Pure.
/// Source: StarRocks' page "STREAM LOAD" ("since v3.2.7").
/// </summary>
internal static class CompressionSupport
{
    /// <summary>The question for StarRocks' version.</summary>
    public const string Query = "SELECT current_version()";

    /// <summary>What to do where bodies are not understood.</summary>
    public const string Remedy = "Set sink.starrocks.compression = none, or bring every FE and BE to StarRocks 3.2.7 or later.";

    private static readonly Version First = new(3, 2, 7);

    /// <summary>What is wrong; null when nothing is, or when the version is no number, as that of a build of one's own is.</summary>
    /// <param name="compression">What bodies are compressed by.</param>
    /// <param name="answer">What came of the question.</param>
    public static TableFinding? Find(LoadCompression compression, SqlAnswer answer) => answer switch
    {
        SqlAnswer.Rows { Values: [[{ } version, ..]] } => Read(version) is { } read && read < First ? Finding(compression, $"this is StarRocks {version}") : null,
        SqlAnswer.Unanswered unanswered => new TableFinding(FindingKind.Unavailable, unanswered.Reason, "Check sink.starrocks.load-url, the network and that the FEs are up."),
        SqlAnswer.Refused refused => Finding(compression, $"the FE does not tell its version: {refused.Message}"),
        _ => null,
    };

    private static Version? Read(string version) =>
        Version.TryParse(string.Concat(version.TakeWhile(c => char.IsAsciiDigit(c) || c == '.')), out var read) ? read : null;

    private static TableFinding Finding(LoadCompression compression, string why) => new(
        FindingKind.Fails,
        string.Create(CultureInfo.InvariantCulture, $"Loads are compressed ({compression.ToString().ToLowerInvariant()}), which StarRocks understands from {First} on, and {why}."),
        Remedy);
}
