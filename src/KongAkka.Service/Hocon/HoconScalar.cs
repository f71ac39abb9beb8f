namespace KongAkka.Service.Hocon;

/// <summary>A resolved string, number, boolean or null.</summary>
/// <param name="Text">Its text, as written.</param>
/// <param name="Quoted">Whether it is a string for certain.</param>
/// <param name="Origin">Where it was written.</param>
internal sealed record HoconScalar(string Text, bool Quoted, HoconOrigin Origin) : HoconValue(Origin)
{
    /// <summary>Whether it is null.</summary>
    public bool IsNull => !Quoted && Text == "null";

    /// <inheritdoc/>
    public override string Kind => IsNull ? "null" : $"\"{Text}\"";
}
