using System.Globalization;
using KongAkka.Pipeline.Sinks.Loading;
using KongAkka.Pipeline.Sinks.Tables;

namespace KongAkka.Pipeline.StarRocks.Checking;

/// <summary>How long the FEs keep the labels of finished loads.</summary>
/// <param name="KeepTime">Their <c>label_keep_max_second</c>; null where the right to read it is missing.</param>
/// <param name="KeepNum">Their <c>label_keep_max_num</c>; null where the right to read it is missing.</param>
public sealed record LabelLimits(TimeSpan? KeepTime, int? KeepNum)
{
    /// <summary>The question for them; needs <c>OPERATE ON SYSTEM</c>.</summary>
    internal const string Query = "ADMIN SHOW FRONTEND CONFIG LIKE 'label_keep%'";

    /// <summary>Nothing is known of them.</summary>
    public static LabelLimits Unknown { get; } = new(null, null);

    /// <summary>Whether both are known, and not assumed to be what the settings say.</summary>
    public bool AreKnown => KeepTime is not null && KeepNum is not null;

    /// <summary>Reads the rows of the answer: key, other names, value and more.</summary>
    internal static LabelLimits Read(IReadOnlyList<IReadOnlyList<string?>> rows) => new(
        Value(rows, "label_keep_max_second") is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        Value(rows, "label_keep_max_num"));

    /// <summary>Where the settings trust labels for longer than the FEs keep them.</summary>
    /// <param name="terms">What the settings say.</param>
    /// <param name="section">The configuration's section that holds them.</param>
    public IEnumerable<TableFinding> Compare(LabelTerms terms, string section)
    {
        if (KeepTime < terms.KeepTime) yield return Shorter($"{section}.label-keep-max-time", Seconds(terms.KeepTime), "label_keep_max_second", Seconds(KeepTime.Value));
        if (KeepNum < terms.KeepNum) yield return Shorter($"{section}.label-keep-max-num", $"{terms.KeepNum}", "label_keep_max_num", $"{KeepNum}");
    }

    /// <summary>How long a label is known at least while a job loads as fast as its batches' age allows, and nobody else loads into the database.</summary>
    /// <param name="terms">What is kept, where the FEs do not tell.</param>
    /// <param name="maxAge">The age at which a load is cut.</param>
    /// <param name="parallelism">How many subtasks cut loads.</param>
    public TimeSpan Life(LabelTerms terms, TimeSpan maxAge, int parallelism)
    {
        var (time, loads) = (KeepTime ?? terms.KeepTime, KeepNum ?? terms.KeepNum);
        return TimeSpan.FromTicks((long)Math.Min(time.Ticks, (double)maxAge.Ticks * loads / parallelism));
    }

    /// <summary>What is wrong with that time; null when a load can be sent, waited for and asked about twice before its label goes.</summary>
    /// <param name="life">The time.</param>
    /// <param name="terms">How long a load may take.</param>
    /// <param name="section">The configuration's section that holds them.</param>
    /// <param name="maxBackoff">The longest wait of the restart strategy.</param>
    public static TableFinding? Judge(TimeSpan life, LabelTerms terms, string section, TimeSpan maxBackoff)
    {
        var needed = 2 * (terms.Settled + maxBackoff);
        return life >= needed ? null : new TableFinding(
            FindingKind.Warns,
            $"A label may be forgotten after {Seconds(life)} s, as many loads as batch.max-age and parallelism allow; a load that is in doubt may need {Seconds(needed)} s (load-timeout, restart-strategy.max-backoff).",
            $"Raise batch.max-age, or label_keep_max_num on the FEs (ADMIN SET FRONTEND CONFIG) and {section}.label-keep-max-num here.");
    }

    private static TableFinding Shorter(string key, string trusted, string config, string kept) => new(
        FindingKind.Warns,
        $"The FEs keep labels for {config} = {kept}, and {key} trusts them for {trusted}: a load that is in doubt could be loaded twice.",
        $"Set {key} to {(key.EndsWith("time", StringComparison.Ordinal) ? $"\"{kept} s\"" : kept)}, or ADMIN SET FRONTEND CONFIG (\"{config}\" = \"{trusted}\") on each FE and in its fe.conf.");

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);

    private static int? Value(IReadOnlyList<IReadOnlyList<string?>> rows, string key) =>
        rows.FirstOrDefault(row => row.Count > 2 && row[0] == key) is { } found && int.TryParse(found[2], NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}
