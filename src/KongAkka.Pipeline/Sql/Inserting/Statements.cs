using System.Text;
using KongAkka.Parsing;
using KongAkka.Pipeline.RowBatching;
using KongAkka.Pipeline.Sinks.Tables;

namespace KongAkka.Pipeline.Sql.Inserting;

/// <summary>Cuts the body of a load, as <see cref="SqlRowWriter"/> writes it, into <c>INSERT</c> statements.</summary>
internal static class Statements
{
    /// <summary>The statements, each of whole chunks and of at most the given bytes; a chunk that is larger is a statement of its own.</summary>
    /// <param name="head">Everything before the tuples.</param>
    /// <param name="body">The tuples.</param>
    /// <param name="maxBytes">The most bytes of a statement.</param>
    public static IEnumerable<string> Cut(string head, LoadBody body, long maxBytes)
    {
        var chunks = new List<ReadOnlyMemory<byte>>();
        long bytes = head.Length;
        foreach (var chunk in body.Chunks())
        {
            if (chunks.Count > 0 && bytes + chunk.Length > maxBytes)
            {
                yield return Join(head, chunks);
                chunks.Clear();
                bytes = head.Length;
            }

            chunks.Add(chunk);
            bytes += chunk.Length;
        }

        if (chunks.Count > 0) yield return Join(head, chunks);
    }

    /// <summary>A statement that names all columns of a table and gives none of them a value, to be explained.</summary>
    /// <param name="database">The table's database.</param>
    /// <param name="table">The table.</param>
    /// <param name="schema">The columns.</param>
    public static string OfNulls(string database, string table, RowSchema schema) =>
        $"INSERT INTO {SqlLiteral.Name(database, table)} ({string.Join(", ", schema.Columns.Select(c => SqlLiteral.Name(c.Name)))}) VALUES ({string.Join(", ", schema.Columns.Select(_ => "NULL"))})";

    /// <summary>The bytes of the largest chunk: no statement can be smaller.</summary>
    public static long LargestChunk(LoadBody body) => body.Chunks().Max(chunk => (long)chunk.Length);

    // The comma behind the last tuple is left out.
    private static string Join(string head, List<ReadOnlyMemory<byte>> chunks)
    {
        chunks[^1] = chunks[^1][..^1];
        var length = head.Length + chunks.Sum(chunk => Encoding.UTF8.GetCharCount(chunk.Span));
        return string.Create(length, (head, chunks), static (text, parts) =>
        {
            parts.head.CopyTo(text);
            text = text[parts.head.Length..];
            foreach (var chunk in parts.chunks) text = text[Encoding.UTF8.GetChars(chunk.Span, text)..];
        });
    }
}
