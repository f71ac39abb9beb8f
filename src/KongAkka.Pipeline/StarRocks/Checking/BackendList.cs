using System.Globalization;

namespace KongAkka.Pipeline.StarRocks.Checking;

/// <summary>Reads which BEs a cluster has. Pure; columns as in StarRocks' pages "SHOW BACKENDS" and "SHOW COMPUTE NODES".</summary>
internal static class BackendList
{
    /// <summary>The questions; each needs <c>OPERATE ON SYSTEM</c>. Where the data is shared, BEs are compute nodes.</summary>
    public static readonly IReadOnlyList<string> Queries = ["SHOW BACKENDS", "SHOW COMPUTE NODES"];

    private const int Host = 1;
    private const int HttpPort = 4;
    private const int Alive = 8;

    /// <summary>The BEs of an answer: the address that the FEs know, and whether they hold it to be alive. Rows that look otherwise are left out.</summary>
    public static IEnumerable<(Uri Address, bool IsAlive)> Read(IReadOnlyList<IReadOnlyList<string?>> rows) =>
        from row in rows
        where row.Count > Alive && ushort.TryParse(row[HttpPort], NumberStyles.None, CultureInfo.InvariantCulture, out _)
        let text = row[Host]!.Contains(':', StringComparison.Ordinal) ? $"[{row[Host]}]" : row[Host]
        where Uri.TryCreate($"http://{text}:{row[HttpPort]}", UriKind.Absolute, out _)
        select (new Uri($"http://{text}:{row[HttpPort]}"), string.Equals(row[Alive], "true", StringComparison.OrdinalIgnoreCase));
}
