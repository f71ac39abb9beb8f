using System.Text;
using CsCheck;
using KongAkka.Pipeline.StarRocks.Transport;

namespace KongAkka.Tests.Pipeline.StarRocks.Transport;

public sealed class ReplyHeadTests
{
    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\n", true)]
    [InlineData("HTTP/1.1 307 Temporary Redirect\r\n", true)]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\n", false)]
    [InlineData("HTTP/1.1 100 Continue\r\nX: 200\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n", false)]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n", true)]
    [InlineData("HTTP/1.", false)]
    public void A_final_reply_is_told_from_an_interim_one_however_the_bytes_come(string reply, bool isFinal) => Gen.Int[1, 9].Sample(size =>
    {
        var head = new ReplyHead();
        var seen = Encoding.ASCII.GetBytes(reply).Chunk(size).Aggregate(false, (found, bytes) => found || head.IsFinal(bytes));
        Assert.Equal(isFinal, seen);
    });
}
