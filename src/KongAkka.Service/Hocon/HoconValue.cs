namespace KongAkka.Service.Hocon;

/// <summary>A resolved value.</summary>
/// <param name="Origin">Where it was written.</param>
internal abstract record HoconValue(HoconOrigin Origin)
{
    /// <summary>The word for what it is, for messages.</summary>
    public abstract string Kind { get; }
}
