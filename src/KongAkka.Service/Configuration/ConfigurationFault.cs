using KongAkka.Service.Hocon;

namespace KongAkka.Service.Configuration;

/// <summary>Something wrong in a configuration.</summary>
/// <param name="Key">The key; empty when no key can be named.</param>
/// <param name="Origin">Where it was written.</param>
/// <param name="What">What is wrong.</param>
/// <param name="Remedy">What would be right.</param>
internal sealed record ConfigurationFault(string Key, HoconOrigin Origin, string What, string Remedy)
{
    /// <summary>A fault of the text itself.</summary>
    /// <param name="exception">What the reader of HOCON said.</param>
    public static ConfigurationFault Of(HoconException exception) => new("", exception.Origin, exception.What, exception.Remedy);

    /// <summary>One line for a person.</summary>
    public override string ToString() => Key.Length == 0
        ? $"{Origin.ToPreciseString()}: {What} {Remedy}"
        : $"{Key} ({Origin}): {What} {Remedy}";
}
