using System.Text;
using KongAkka.Sandbox.StarRocks.Tables;

namespace KongAkka.Sandbox.StarRocks.Loading;

/// <summary>
/// Which field of the source fills which column. The rules are those of StarRocks' <c>Load.initColumns</c>: without a <c>columns</c> header
/// the fields are the table's columns; a listed name that the table lacks is read and ignored; <c>column=field</c> renames, and its column must exist;
/// a NOT NULL column that nothing fills fails the load.
/// </summary>
internal sealed class LoadFields
{
    /// <summary>The column of a field that no column takes.</summary>
    public const int Ignored = -1;

    private LoadFields(byte[][] names, int[] columns) => (Names, Columns) = (names, columns);

    /// <summary>The names of the fields in UTF-8, in the source's order.</summary>
    public byte[][] Names { get; }

    /// <summary>For each field the index of its column, or <see cref="Ignored"/>.</summary>
    public int[] Columns { get; }

    /// <summary>Decides the fields of a load.</summary>
    /// <param name="table">The table.</param>
    /// <param name="columnsHeader">The header <c>columns</c>, or null.</param>
    /// <param name="paths">For JSON with <c>jsonpaths</c>: the keys they name, in order; else null.</param>
    /// <exception cref="LoadRefusedException">The header is wrong or needs what is not built.</exception>
    public static LoadFields Of(TableDefinition table, string? columnsHeader, IReadOnlyList<string>? paths)
    {
        var (listed, renamed) = columnsHeader is null ? ([], []) : ColumnsHeader.Parse(columnsHeader);
        if (listed.Count == 0) listed = [.. table.Columns.Select(c => c.Name)];
        foreach (var column in renamed.Values.Where(c => table.IndexOf(c) < 0))
            throw new LoadRefusedException($"Mapping column is not in table. column: {column}");
        var targets = listed.Select(field => table.IndexOf(renamed.GetValueOrDefault(field, field))).ToArray();
        foreach (var column in table.Columns.Where(c => !c.Nullable && !targets.Contains(table.IndexOf(c.Name))))
            throw new LoadRefusedException($"Column has no default value. column: {column.Name}");
        var names = paths is null ? listed : paths.Take(targets.Length).ToList();
        return new LoadFields([.. names.Select(Encoding.UTF8.GetBytes)], targets[..names.Count]);
    }
}
