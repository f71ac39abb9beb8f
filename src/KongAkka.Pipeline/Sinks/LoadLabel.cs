using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using KongAkka.Pipeline.RowBatching;

namespace KongAkka.Pipeline.Sinks;

/// <summary>
/// The label of a load: the same load has the same label however often it is sent, and no other load ever has it.
/// Letters, digits and <c>_</c> only, 35 characters.
/// </summary>
public static class LoadLabel
{
    private const int HashBytes = 16;

    /// <summary>Makes the label.</summary>
    /// <param name="incarnation">The life of the job's offsets, random: labels of another life are never met.</param>
    /// <param name="number">The load's number in it.</param>
    /// <param name="ranges">The offsets that it accounts for.</param>
    public static string Of(string incarnation, long number, IReadOnlyList<OffsetRange> ranges)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(incarnation));
        Append(hash, incarnation.Length, number);
        foreach (var range in ranges) Append(hash, range.Partition, range.First, range.Next);
        return "kk_" + Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, HashBytes));
    }

    private static void Append(IncrementalHash hash, params ReadOnlySpan<long> numbers)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        foreach (var number in numbers)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
            hash.AppendData(bytes);
        }
    }
}
