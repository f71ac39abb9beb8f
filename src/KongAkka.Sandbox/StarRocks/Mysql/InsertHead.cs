using KongAkka.Sandbox.StarRocks.Tables;

namespace KongAkka.Sandbox.StarRocks.Mysql;

/// <summary>The head of <c>INSERT INTO [db.]table [WITH LABEL label] [(columns)] VALUES …</c>; the label may follow the columns too.</summary>
/// <param name="Database">The database it names, or null.</param>
/// <param name="Table">The table.</param>
/// <param name="Label">The label, or null.</param>
/// <param name="Columns">The columns it names; null for those of the table.</param>
/// <param name="ValuesAt">Where the values begin.</param>
internal sealed record InsertHead(string? Database, string Table, string? Label, IReadOnlyList<string>? Columns, int ValuesAt)
{
    private const string Catalog = "default_catalog";

    /// <summary>Whether a statement is an INSERT.</summary>
    public static bool IsInsert(ReadOnlySpan<byte> sql) => new SqlScanner(sql).TryTake("INSERT"u8);

    /// <summary>Whether a statement is an INSERT behind <c>EXPLAIN</c>, and where it begins.</summary>
    public static bool IsExplained(ReadOnlySpan<byte> sql, out int at)
    {
        var scanner = new SqlScanner(sql);
        var isExplain = scanner.TryTake("EXPLAIN"u8);
        at = scanner.At;
        return isExplain && IsInsert(sql[at..]);
    }

    /// <summary>Reads the head.</summary>
    /// <exception cref="MysqlRefusedException">It is wrong, or of a kind that is not built.</exception>
    public static InsertHead Read(ReadOnlySpan<byte> sql)
    {
        var scanner = new SqlScanner(sql);
        if (!scanner.TryTake("INSERT"u8) || !scanner.TryTake("INTO"u8)) throw scanner.Unexpected("INSERT INTO");
        scanner.TryTake("TABLE"u8);
        var names = ReadTable(ref scanner);
        var label = ReadLabel(ref scanner);
        var columns = ReadColumns(ref scanner);
        label ??= ReadLabel(ref scanner);
        if (!scanner.TryTake("VALUES"u8) && !scanner.TryTake("VALUE"u8)) throw scanner.Unexpected("VALUES");
        return new InsertHead(names.Count > 1 ? names[^2] : null, names[^1], label, columns, scanner.At);
    }

    /// <summary>For each value of a row the index of its column.</summary>
    /// <exception cref="MysqlRefusedException">A column is not there, named twice, or needs a value and gets none.</exception>
    public int[] TargetsIn(TableDefinition table)
    {
        if (Columns is null) return [.. Enumerable.Range(0, table.Columns.Count)];
        var targets = new int[Columns.Count];
        for (var value = 0; value < targets.Length; value++)
        {
            targets[value] = table.IndexOf(Columns[value]);
            if (targets[value] < 0) throw Analysis($"Unknown column '{Columns[value]}' in '{table.Name}'");
            if (targets.AsSpan(0, value).Contains(targets[value])) throw Analysis($"Column '{Columns[value]}' specified twice");
        }

        for (var column = 0; column < table.Columns.Count; column++)
        {
            if (!table.Columns[column].Nullable && !targets.Contains(column))
                throw Analysis($"'{table.Columns[column].Name}' must be explicitly mentioned in column permutation");
        }

        return targets;
    }

    private static MysqlRefusedException Analysis(string detail) => new($"Getting analyzing error. Detail message: {detail}.");

    private static List<string> ReadTable(ref SqlScanner scanner)
    {
        List<string> names = [scanner.TakeName()];
        while (scanner.TryTake('.')) names.Add(scanner.TakeName());
        if (names.Count == 3 && names[0] == Catalog) names.RemoveAt(0);
        return names.Count <= 2 ? names : throw Analysis($"Unknown catalog '{names[0]}'");
    }

    private static string? ReadLabel(ref SqlScanner scanner)
    {
        var hasWith = scanner.TryTake("WITH"u8);
        if (scanner.TryTake("LABEL"u8)) return scanner.TakeName();
        return hasWith ? throw scanner.Unexpected("LABEL") : null;
    }

    private static List<string>? ReadColumns(ref SqlScanner scanner)
    {
        if (!scanner.TryTake('(')) return null;
        List<string> columns = [scanner.TakeName()];
        while (scanner.TryTake(',')) columns.Add(scanner.TakeName());
        scanner.Take(')');
        return columns;
    }
}
