using System.Text;

namespace KongAkka.Service.Hocon;

/// <summary>A path of keys.</summary>
/// <param name="Keys">The keys, from the outermost; at least one.</param>
internal sealed record HoconPath(IReadOnlyList<string> Keys)
{
    /// <summary>The keys with dots between, without quotes: the name of an environment variable, or of a property.</summary>
    public string Plain => string.Join('.', Keys);

    /// <summary>The path below another one.</summary>
    /// <param name="prefix">The keys above.</param>
    public HoconPath Below(IReadOnlyList<string> prefix) => new([.. prefix, .. Keys]);

    /// <summary>The path as it is written, keys quoted where they must be.</summary>
    public override string ToString() => string.Join('.', Keys.Select(Quote));

    /// <summary>Reads a path from texts that stand in a row, as a key or in a substitution.</summary>
    /// <param name="tokens">Quoted and unquoted texts and the spaces between them.</param>
    /// <param name="origin">Where it begins.</param>
    /// <exception cref="HoconException">An empty key that is not quoted.</exception>
    public static HoconPath Read(IReadOnlyList<HoconToken> tokens, HoconOrigin origin)
    {
        var keys = new List<string>();
        var key = new StringBuilder();
        var quoted = false;
        foreach (var token in tokens)
        {
            var parts = token.Kind == HoconTokenKind.Unquoted ? token.Text.Split('.') : [token.Text];
            for (var i = 0; i < parts.Length; i++)
            {
                if (i > 0) EndKey();
                key.Append(parts[i]);
            }

            quoted |= token.Kind == HoconTokenKind.Quoted;
        }

        EndKey();
        return new HoconPath(keys);

        void EndKey()
        {
            if (key.Length == 0 && !quoted) throw new HoconException(origin, "A key is empty.", "Write a.b.c without a dot at either end or two in a row; an empty key is \"\".");
            keys.Add(key.ToString());
            key.Clear();
            quoted = false;
        }
    }

    private static string Quote(string key) =>
        key.Length > 0 && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') ? key : $"\"{key}\"";
}
