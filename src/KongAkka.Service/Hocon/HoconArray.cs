namespace KongAkka.Service.Hocon;

/// <summary>A resolved array.</summary>
/// <param name="Items">Its items.</param>
/// <param name="Origin">Where it was written.</param>
internal sealed record HoconArray(IReadOnlyList<HoconValue> Items, HoconOrigin Origin) : HoconValue(Origin)
{
    /// <inheritdoc/>
    public override string Kind => "a list";
}
