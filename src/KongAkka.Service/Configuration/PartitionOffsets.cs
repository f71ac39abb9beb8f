using System.Globalization;
using System.Text.RegularExpressions;

namespace KongAkka.Service.Configuration;

/// <summary>Offsets by partition as Flink writes them: <c>partition:0,offset:42;partition:1,offset:300</c>.</summary>
internal static partial class PartitionOffsets
{
    /// <summary>How they are written, for messages.</summary>
    public const string Form = "Write them as in \"partition:0,offset:42;partition:1,offset:300\", each partition once.";

    /// <summary>Reads them.</summary>
    /// <param name="text">The text.</param>
    /// <param name="offsets">The offset by partition.</param>
    /// <returns>Whether the text is of that form and names each partition once.</returns>
    public static bool TryRead(string text, out IReadOnlyDictionary<int, long> offsets)
    {
        var read = new Dictionary<int, long>();
        offsets = read;
        foreach (var part in text.Split(';', StringSplitOptions.TrimEntries))
        {
            var match = One().Match(part);
            if (!match.Success
                || !int.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var partition)
                || !long.TryParse(match.Groups[2].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
                || !read.TryAdd(partition, offset)) return false;
        }

        return true;
    }

    [GeneratedRegex(@"^partition\s*:\s*([0-9]+)\s*,\s*offset\s*:\s*([0-9]+)$")]
    private static partial Regex One();
}
