namespace KongAkka.Sandbox.StarRocks.Labels;

/// <summary>What a load brought.</summary>
/// <param name="Rows">The rows loaded.</param>
/// <param name="Filtered">The rows filtered.</param>
/// <param name="Bytes">The bytes of the body as it was sent.</param>
public sealed record LoadFigures(long Rows, long Filtered, long Bytes)
{
    /// <summary>Nothing yet.</summary>
    public static LoadFigures None { get; } = new(0, 0, 0);
}
