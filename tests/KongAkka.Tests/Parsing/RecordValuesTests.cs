using KongAkka.Parsing;

namespace KongAkka.Tests.Parsing;

public sealed class RecordValuesTests
{
    [Fact]
    public void Values_survive_growth_and_tombstones_are_told_from_empty_values()
    {
        var records = new RecordValues(1, 1);
        for (var i = 0; i < 1000; i++)
        {
            records.Add(new byte[i]);
            records.AddTombstone();
        }

        Assert.Equal(2000, records.Count);
        for (var i = 0; i < 1000; i++)
        {
            Assert.Equal(i, records[2 * i].Length);
            Assert.False(records.IsTombstone(2 * i));
            Assert.True(records.IsTombstone((2 * i) + 1));
            Assert.True(records[(2 * i) + 1].IsEmpty);
        }
    }

    [Fact]
    public void A_block_can_be_loaded_wherever_a_value_has_a_byte()
    {
        var records = new RecordValues(1, 1);
        records.Add("value"u8);

        var text = records.Padded(0);

        Assert.Equal(5, text.Length);
        Assert.Equal("value"u8, text.Span);
        Assert.Equal(1UL, text.Block(4).Equal((byte)'e'));
    }

    [Fact]
    public void Clear_forgets_fates_headers_and_details()
    {
        var records = new RecordValues();
        records.Add(RecordText.Of("2025-11-20T01:23:45Z", "stdout", "10.0.0.1 HTTP/1.1\" 200 1.2.3 and more to make it long"));
        var rule = Rules.Create("access-log");
        rule.Filter(records);
        rule.Parse(records, new RowBatch(rule.Schema));
        Assert.True(records.Headers[0].IsFound);
        Assert.NotEqual("", records.Detail(0));

        records.Clear();
        records.Add("{}"u8);

        Assert.Equal(FateKind.Pending, records.Fates[0].Kind);
        Assert.False(records.Headers[0].IsFound);
        Assert.Equal("", records.Detail(0));
    }

    [Fact]
    public void Clear_gives_a_large_buffer_back()
    {
        var records = new RecordValues(1, 16);
        records.Add(new byte[100_000]);

        records.Clear(keepBytes: 1000);

        Assert.True(records.Capacity < 2000);
        records.Add(new byte[5000]);
        Assert.Equal(5000, records[0].Length);
    }
}
