using System.Text;
using KongAkka.Pipeline.RowBatching;

namespace KongAkka.Pipeline.Sql.Inserting;

/// <summary>Reads single tuples back from a body of <see cref="SqlRowWriter"/>: their values as SQL literals.</summary>
internal static class TupleReader
{
    /// <summary>Every so many-th tuple of a body.</summary>
    /// <param name="body">The body.</param>
    /// <param name="step">How many tuples lie between two; 1 for all.</param>
    public static IEnumerable<IReadOnlyList<string>> Read(LoadBody body, int step)
    {
        var index = 0;
        foreach (var chunk in body.Chunks())
        {
            for (var at = 0; at < chunk.Length; index++)
            {
                var values = ReadTuple(chunk.Span, ref at);
                if (index % step == 0) yield return values;
            }
        }
    }

    private static List<string> ReadTuple(ReadOnlySpan<byte> text, ref int at)
    {
        var values = new List<string>();
        do
        {
            at++;
            var start = at;
            at += LengthOfValue(text[at..]);
            values.Add(Encoding.UTF8.GetString(text[start..at]));
        }
        while (text[at] == ',');
        at += 2;
        return values;
    }

    private static int LengthOfValue(ReadOnlySpan<byte> text)
    {
        if (text[0] != '\'') return text.IndexOfAny(",)"u8);
        var at = 1;
        while (text[at] != '\'') at += text[at] == '\\' ? 2 : 1;
        return at + 1;
    }
}
