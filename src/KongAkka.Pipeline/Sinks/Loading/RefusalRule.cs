namespace KongAkka.Pipeline.Sinks.Loading;

/// <summary>Decides whose fault it is that rows of a load were refused: the rows' or the table's. Pure.</summary>
internal static class RefusalRule
{
    /// <summary>The most rows of a load that are looked for one by one: each one found costs about twice as many loads as the load's rows have binary digits.</summary>
    private const int MostRows = 32;

    /// <summary>Whether the load is to be split until the rows are found; otherwise the table has to be mended.</summary>
    /// <param name="rows">The rows of the load.</param>
    /// <param name="refused">How many of them were refused; null when nobody said.</param>
    /// <param name="isPart">Whether the load is part of one that was split already: what may be refused was decided then.</param>
    /// <param name="maxShare">The share of rows that may be refused.</param>
    public static bool IsRowsFault(int rows, long? refused, bool isPart, double maxShare) =>
        isPart || (refused ?? 1) <= Math.Clamp((long)(rows * maxShare), 1, MostRows);
}
