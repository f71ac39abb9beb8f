using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace KongAkka.Jobs.Savepoints;

/// <summary>The names of savepoints; as Flink's.</summary>
public static partial class SavepointName
{
    private const int JobDigits = 6;
    private const int RandomBytes = 6;

    /// <summary>A new name.</summary>
    /// <param name="jobId">The job's id.</param>
    public static string Draw(string jobId) => $"savepoint-{jobId[..JobDigits]}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RandomBytes))}";

    /// <summary>Whether it is one.</summary>
    /// <param name="name">The name.</param>
    public static bool IsOne(string name) => Pattern().IsMatch(name);

    /// <summary>Under which name a savepoint is written until it is whole; hidden, and no savepoint's name.</summary>
    /// <param name="name">The savepoint's name.</param>
    internal static string Temporary(string name) => $".{name}.tmp";

    /// <summary>Whether it is the name of a savepoint that was not finished.</summary>
    /// <param name="name">The name.</param>
    internal static bool IsTemporary(string name) => name is ['.', .. var inner] && inner.EndsWith(".tmp", StringComparison.Ordinal) && IsOne(inner[..^4]);

    [GeneratedRegex(@"\Asavepoint-[0-9a-f]{6}-[0-9a-f]{12}\z")]
    private static partial Regex Pattern();
}
