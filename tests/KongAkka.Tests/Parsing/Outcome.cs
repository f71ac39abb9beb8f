using System.Globalization;
using KongAkka.Parsing;

namespace KongAkka.Tests.Parsing;

/// <summary>What became of a record, comparable and printable.</summary>
/// <param name="Kind">The kind of fate.</param>
/// <param name="Column">The column that decided it.</param>
/// <param name="Detail">The sentence of a rejection.</param>
/// <param name="Row">The cells of its row, in plain values.</param>
public sealed record Outcome(FateKind Kind, int Column, string Detail, object?[]? Row)
{
    /// <inheritdoc/>
    public bool Equals(Outcome? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Row is null ? $"{Kind} {Column} {Detail}" : $"{Kind} [{string.Join(" | ", Row.Select(Show))}]";

    private static string Show(object? value) => value switch
    {
        null => "NULL",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        int number => number.ToString(CultureInfo.InvariantCulture),
        _ => $"'{value}'",
    };
}
