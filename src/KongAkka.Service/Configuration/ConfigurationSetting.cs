using KongAkka.Service.Hocon;

namespace KongAkka.Service.Configuration;

/// <summary>A <c>--set KEY=VALUE</c> of the command line.</summary>
/// <param name="Path">The key's path, from <c>kongakka</c>.</param>
/// <param name="Value">The value.</param>
/// <param name="Source">How it was given, for messages.</param>
internal sealed record ConfigurationSetting(HoconPath Path, string Value, string Source)
{
    private const string Root = "kongakka";

    /// <summary>Reads one. The key may leave out <c>kongakka.</c>; quotes in it keep dots together.</summary>
    /// <param name="text">The text behind <c>--set</c>.</param>
    /// <exception cref="HoconException">It is not of the form.</exception>
    public static ConfigurationSetting Read(string text)
    {
        var origin = new HoconOrigin($"--set {text.Split('=')[0]}");
        var sign = IndexOfSign(text);
        if (sign <= 0) throw new HoconException(origin, "There is no KEY=VALUE.", "Write it as in --set jobs.access-log.parallelism=2.");
        var cursor = new HoconCursor(HoconLexer.Read(text[..sign].Trim(), origin.Source));
        var path = HoconPath.Read(cursor.TakePath(), origin);
        if (!cursor.Is(HoconTokenKind.End)) throw new HoconException(origin, $"'{text[..sign]}' is not a key.", "Write keys with dots between, quoted where they hold other signs.");
        return new ConfigurationSetting(path.Keys[0] == Root ? path : path.Below([Root]), text[(sign + 1)..], origin.Source);
    }

    private static int IndexOfSign(string text)
    {
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '"') quoted = !quoted;
            if (text[i] == '=' && !quoted) return i;
        }

        return -1;
    }
}
