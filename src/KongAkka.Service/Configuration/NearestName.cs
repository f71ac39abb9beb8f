namespace KongAkka.Service.Configuration;

/// <summary>Guesses which name was meant by one that does not exist.</summary>
internal static class NearestName
{
    /// <summary>The name that takes the fewest edits, if it takes few.</summary>
    /// <param name="name">The name that does not exist.</param>
    /// <param name="names">Those that do.</param>
    /// <returns>The nearest name, or null when none is near.</returns>
    public static string? Find(string name, IEnumerable<string> names)
    {
        var nearest = names.OrderBy(n => Distance(name, n)).ThenBy(n => n, StringComparer.Ordinal).FirstOrDefault();
        return nearest is not null && Distance(name, nearest) <= Math.Max(1, Math.Min(name.Length, nearest.Length) / 3) ? nearest : null;
    }

    /// <summary>How many letters must be put in, taken out, replaced or swapped with their neighbour.</summary>
    /// <param name="a">One name.</param>
    /// <param name="b">The other.</param>
    public static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) rows[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) rows[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var replace = rows[i - 1, j - 1] + (char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1);
                rows[i, j] = Math.Min(replace, 1 + Math.Min(rows[i - 1, j], rows[i, j - 1]));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }

        return rows[a.Length, b.Length];
    }
}
