using KongAkka.Jobs.Savepoints;
using KongAkka.Jobs.Savepoints.Flink;

namespace KongAkka.Tests.Jobs.Savepoints.Flink;

public sealed class DamagedFlinkSavepointTests
{
    private static readonly byte[] Masks = [1, 2, 4, 8, 16, 32, 64, 128, byte.MaxValue];

    public static TheoryData<string> Names() => [.. RecordedSavepoints.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_file_that_was_cut_short_is_refused_at_every_length(string name)
    {
        var bytes = RecordedSavepoints.Bytes(name);
        for (var length = 0; length < bytes.Length; length++) Assert.Equal(SavepointFault.Truncated, RecordedSavepoints.Refusal(bytes[..length]).Fault);
    }

    // Flink's format has no checksum: what is left are flips within the offsets, which only the ends of the topic's partitions can show.
    [Theory]
    [MemberData(nameof(Names))]
    public void A_flip_is_refused_or_changes_nothing_but_offsets_and_numbers_for_information(string name)
    {
        var bytes = RecordedSavepoints.Bytes(name);
        var sound = RecordedSavepoints.Read(bytes);
        var (refused, same, informative, offsets) = (0, 0, 0, 0);
        for (var at = 0; at < bytes.Length; at++)
        {
            foreach (var mask in Masks)
            {
                bytes[at] ^= mask;
                if (Read(bytes) is not { } read) refused++;
                else if (!read.Positions.SequenceEqual(sound.Positions) || read.Unresolved.Count > 0) offsets += Changed(read, sound);
                else if (read with { Positions = sound.Positions, Unresolved = sound.Unresolved } == sound) same++;
                else informative++;
                bytes[at] ^= mask;
            }
        }

        // Of each offset its 63 bits below the sign, and all bits of each of its bytes at once but the one with the sign.
        Assert.Equal(sound.Positions.Count * (63 + 7), offsets);
        Assert.Equal(bytes.Length * 9, refused + same + informative + offsets);
        // Names and numbers that say nothing of offsets: 63 bits of the checkpoint's id and the letters of the source's name among them.
        Assert.InRange(informative, 63, 9 * (sizeof(long) + sound.Source.Length));
    }

    private static FlinkSavepoint? Read(byte[] bytes)
    {
        try
        {
            return RecordedSavepoints.Read(bytes);
        }
        catch (SavepointException)
        {
            return null;
        }
    }

    private static int Changed(FlinkSavepoint read, FlinkSavepoint sound)
    {
        Assert.Equal(sound.Topic, read.Topic);
        Assert.Equal(sound.Positions.Select(p => p.Partition), read.Positions.Select(p => p.Partition));
        return Assert.Single(sound.Positions.Zip(read.Positions), p => p.First != p.Second) is var _ ? 1 : 0;
    }
}
