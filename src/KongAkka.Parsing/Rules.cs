using KongAkka.Parsing.AccessLog;
using KongAkka.Parsing.Raw;

namespace KongAkka.Parsing;

/// <summary>The rules that the configuration can name.</summary>
public static class Rules
{
    /// <summary>The names of all rules.</summary>
    public static IReadOnlyList<string> Names { get; } = [AccessLogRule.RuleName, RawRule.RuleName];

    /// <summary>Makes a rule for one thread.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <exception cref="ArgumentException">There is no rule of that name.</exception>
    public static Rule Create(string name) => name switch
    {
        AccessLogRule.RuleName => new AccessLogRule(),
        RawRule.RuleName => new RawRule(),
        _ => throw new ArgumentException($"there is no rule '{name}'; the rules are {string.Join(" and ", Names)}", nameof(name)),
    };
}
