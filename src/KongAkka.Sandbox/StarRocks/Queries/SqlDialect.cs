using System.Text;
using KongAkka.Sandbox.StarRocks.Tables;

namespace KongAkka.Sandbox.StarRocks.Queries;

/// <summary>
/// Rewrites a statement from StarRocks' words to DuckDB's: backquoted names, double-quoted and backslash-escaped strings,
/// <c>#</c> comments, <c>information_schema</c>, <c>default_catalog.</c> before a database and the unit of <c>TIMESTAMPDIFF</c>. All else stays as it is.
/// </summary>
internal static class SqlDialect
{
    /// <summary>Rewrites a statement; a semicolon at its end is dropped.</summary>
    public static string ToDuckDb(string sql)
    {
        var text = new StringBuilder(sql.Length + 16);
        var at = 0;
        while (at < sql.Length)
        {
            at = sql[at] switch
            {
                '\'' or '"' => CopyString(sql, at, text),
                '`' => CopyName(sql, at, text),
                '#' => LineEnd(sql, at),
                '-' when at + 1 < sql.Length && sql[at + 1] == '-' => LineEnd(sql, at),
                '/' when at + 1 < sql.Length && sql[at + 1] == '*' => CommentEnd(sql, at),
                _ when IsNameStart(sql[at]) => CopyWord(sql, at, text),
                _ => CopyOne(sql, at, text),
            };
        }

        return text.ToString().Trim().TrimEnd(';').TrimEnd();
    }

    /// <summary>A statement without the comments and blanks before it, and without blanks and semicolons behind it.</summary>
    public static string Bare(string sql)
    {
        var at = 0;
        while (at < sql.Length)
        {
            if (char.IsWhiteSpace(sql[at])) at++;
            else if (string.CompareOrdinal(sql, at, "/*", 0, 2) == 0) at = CommentEnd(sql, at);
            else if (sql[at] == '#' || string.CompareOrdinal(sql, at, "--", 0, 2) == 0) at = LineEnd(sql, at);
            else break;
        }

        return sql[at..].TrimEnd(' ', '\t', '\r', '\n', ';');
    }

    private static int CopyString(string sql, int start, StringBuilder text)
    {
        var quote = sql[start];
        text.Append('\'');
        var at = start + 1;
        for (; at < sql.Length && (sql[at] != quote || (at + 1 < sql.Length && sql[at + 1] == quote)); at++)
        {
            if (sql[at] == quote) at++;
            if (sql[at] == '\\' && at + 1 < sql.Length) text.Append(Unescaped(sql[++at]));
            else text.Append(sql[at] == '\'' ? "''" : sql[at].ToString());
        }

        text.Append('\'');
        return at + 1;
    }

    private static string Unescaped(char escaped) => escaped switch
    {
        'n' => "\n",
        't' => "\t",
        'r' => "\r",
        'b' => "\b",
        '0' => "\0",
        '\'' => "''",
        '%' or '_' => $"\\{escaped}",
        _ => escaped.ToString(),
    };

    private static int CopyName(string sql, int start, StringBuilder text)
    {
        var end = sql.IndexOf('`', start + 1);
        if (end < 0) throw new SqlRefusedException($"Getting syntax error: a name that begins with a backquote at {start} does not end.");
        AppendName(sql[(start + 1)..end], text, $"\"{sql[(start + 1)..end].Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
        return end + 1;
    }

    private static int CopyWord(string sql, int start, StringBuilder text)
    {
        var end = start;
        while (end < sql.Length && (IsNameStart(sql[end]) || char.IsAsciiDigit(sql[end]))) end++;
        var word = sql[start..end];
        if (word.Equals("default_catalog", StringComparison.OrdinalIgnoreCase) && end < sql.Length && sql[end] == '.') return end + 1;
        AppendName(word, text, word);
        return word.Equals("timestampdiff", StringComparison.OrdinalIgnoreCase) ? QuoteUnit(sql, end, text) : end;
    }

    // The first argument is a bare word there, and a text in DuckDB.
    private static int QuoteUnit(string sql, int at, StringBuilder text)
    {
        var start = at;
        while (start < sql.Length && (sql[start] == '(' || char.IsWhiteSpace(sql[start]))) start++;
        var end = start;
        while (end < sql.Length && char.IsLetter(sql[end])) end++;
        if (end == start) return at;
        text.Append(sql[at..start]).Append('\'').Append(sql[start..end]).Append('\'');
        return end;
    }

    private static void AppendName(string name, StringBuilder text, string asIs) =>
        text.Append(name.Equals(InformationSchema.Name, StringComparison.OrdinalIgnoreCase) ? InformationSchema.StoredName : asIs);

    private static int CopyOne(string sql, int at, StringBuilder text)
    {
        text.Append(sql[at]);
        return at + 1;
    }

    private static int LineEnd(string sql, int at) => sql.IndexOf('\n', at) is var end and >= 0 ? end : sql.Length;

    private static int CommentEnd(string sql, int at) => sql.IndexOf("*/", at, StringComparison.Ordinal) is var end and >= 0 ? end + 2 : sql.Length;

    private static bool IsNameStart(char c) => char.IsLetter(c) || c is '_' or '$';
}
