namespace KongAkka.Sandbox.StarRocks.Loading;

/// <summary>Reads the header <c>columns</c>: names, in backquotes or without, and renames of the form <c>column=field</c>.</summary>
internal static class ColumnsHeader
{
    /// <summary>Reads the header.</summary>
    /// <returns>The fields in order, and for a renamed field its column.</returns>
    /// <exception cref="LoadRefusedException">A name is repeated, empty or an expression.</exception>
    public static (List<string> Fields, Dictionary<string, string> Renamed) Parse(string header)
    {
        var fields = new List<string>();
        var renamed = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var item in header.Split(',', StringSplitOptions.TrimEntries))
        {
            var equals = item.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0)
            {
                var field = Name(item, header);
                if (fields.Contains(field, StringComparer.OrdinalIgnoreCase)) throw new LoadRefusedException($"Duplicate column: {field}");
                fields.Add(field);
            }
            else if (!renamed.TryAdd(Name(item[(equals + 1)..], header), Name(item[..equals], header)))
            {
                throw new LoadRefusedException($"Duplicate column mapping: {item}");
            }
        }

        return (fields, renamed);
    }

    private static string Name(string text, string header)
    {
        var name = text.Trim();
        if (name.Length > 2 && name[0] == '`' && name[^1] == '`') return name[1..^1];
        if (name.Length > 0 && name.All(c => char.IsLetterOrDigit(c) || c is '_' or '$')) return name;
        throw new LoadRefusedException(
            $"Expression '{name}' in columns '{header}' is not supported by the embedded StarRocks; list plain names, or column=field to rename.");
    }
}
