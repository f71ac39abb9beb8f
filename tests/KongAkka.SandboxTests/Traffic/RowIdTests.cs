using System.Text;
using KongAkka.Sandbox.Traffic;

namespace KongAkka.SandboxTests.Traffic;

public sealed class RowIdTests
{
    [Theory]
    [InlineData(0UL, 0UL)]
    [InlineData(0xFFFF_FFFF_FFFF_FFFFUL, 0x8000_0000_0000_0001UL)]
    [InlineData(1UL, 0x0123_4567_89AB_CDEFUL)]
    public void An_id_is_found_in_the_line_it_was_written_to(ulong run, ulong number)
    {
        var line = new Utf8Text().Set("a line "u8);
        new RowId(run, number).AppendTo(line);
        line.Add(" and a tail"u8);
        Assert.True(RowId.TryFind(line.Bytes, out var found));
        Assert.Equal(new RowId(run, number), found);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a line without one")]
    [InlineData("kong_request_id: \"12\"")]
    [InlineData("kong_request_id: \"zz000000000000000000000000000000\"")]
    public void A_line_without_an_id_has_none(string line) => Assert.False(RowId.TryFind(Encoding.UTF8.GetBytes(line), out _));
}
