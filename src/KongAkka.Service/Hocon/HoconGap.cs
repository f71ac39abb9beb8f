namespace KongAkka.Service.Hocon;

/// <summary>White space between two parts of a concatenation; never a value by itself.</summary>
/// <param name="Text">The white space.</param>
/// <param name="Origin">Where it was written.</param>
internal sealed record HoconGap(string Text, HoconOrigin Origin) : HoconValue(Origin)
{
    /// <inheritdoc/>
    public override string Kind => "white space";
}
