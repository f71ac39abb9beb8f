namespace KongAkka.Service.Configuration;

/// <summary>A configuration with faults; all of them.</summary>
public sealed class ConfigurationException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="faults">The faults, a line each: the key, where it is, what is wrong and what would be right.</param>
    public ConfigurationException(IReadOnlyList<string> faults)
        : base($"The configuration has {(faults.Count == 1 ? "a fault" : $"{faults.Count} faults")}:{string.Concat(faults.Select(f => $"\n  {f}"))}")
        => Faults = faults;

    /// <summary>The faults, a line each.</summary>
    public IReadOnlyList<string> Faults { get; }
}
