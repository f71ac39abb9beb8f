namespace KongAkka.Parsing;

/// <summary>The rules that the configuration can name.</summary>
public static class Rules
{
    /// <summary>The names of all rules.</summary>
    public static IReadOnlyList<string> Names { get; } = ["access-log", "raw"];
}
