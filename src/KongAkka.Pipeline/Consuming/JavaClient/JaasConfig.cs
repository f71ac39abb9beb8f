using System.Text;

namespace KongAkka.Pipeline.Consuming.JavaClient;

/// <summary>The one entry of Kafka's <c>sasl.jaas.config</c>: <c>LoginModule flag option="value" …;</c>, in the form that Java's <c>StreamTokenizer</c> reads.</summary>
/// <param name="Module">The login module's class, without its packages: Flink's connectors move them.</param>
/// <param name="Options">Its options.</param>
internal sealed record JaasConfig(string Module, IReadOnlyDictionary<string, string> Options)
{
    private static readonly string[] Flags = ["required", "requisite", "sufficient", "optional"];

    /// <summary>The module alone: the options hold passwords.</summary>
    public override string ToString() => Module;

    /// <summary>Reads it.</summary>
    /// <param name="text">The property's value.</param>
    /// <returns>The entry; null when the text is none.</returns>
    public static JaasConfig? Read(string text)
    {
        if (Tokens(text) is not [var module, var flag, .. var rest, ";"] || module is "=" or ";") return null;
        if (!Flags.Contains(flag, StringComparer.OrdinalIgnoreCase) || rest.Count % 3 != 0) return null;
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < rest.Count; i += 3)
        {
            if (rest[i + 1] != "=" || rest[i] is "=" or ";") return null;
            options[rest[i]] = rest[i + 2].StartsWith('"') ? rest[i + 2][1..] : rest[i + 2];
        }

        return new JaasConfig(module[(module.LastIndexOf('.') + 1)..], options);
    }

    /// <summary>Words, <c>=</c> and <c>;</c>; what was quoted begins with a quote. Null when a quote has no end.</summary>
    private static List<string>? Tokens(string text)
    {
        var tokens = new List<string>();
        for (var i = 0; i < text.Length;)
        {
            if (char.IsWhiteSpace(text[i]))
            {
                i++;
            }
            else if (text[i] is '=' or ';')
            {
                tokens.Add(text[i++].ToString());
            }
            else if (text[i] is '"' or '\'')
            {
                if (Quoted(text, ref i) is not { } quoted) return null;
                tokens.Add('"' + quoted);
            }
            else
            {
                var start = i;
                while (i < text.Length && !char.IsWhiteSpace(text[i]) && text[i] is not ('=' or ';' or '"' or '\'')) i++;
                tokens.Add(text[start..i]);
            }
        }

        return tokens;
    }

    private static string? Quoted(string text, ref int at)
    {
        var quote = text[at++];
        var value = new StringBuilder();
        for (; at < text.Length && text[at] != quote; at++)
            value.Append(text[at] == '\\' && at + 1 < text.Length ? Escaped(text[++at]) : text[at]);
        return at++ < text.Length ? value.ToString() : null;
    }

    private static char Escaped(char letter) => letter switch
    {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        'b' => '\b',
        'f' => '\f',
        _ => letter,
    };
}
