using KongAkka.Pipeline.StarRocks;

namespace KongAkka.Tests.Pipeline.StarRocks;

public sealed class BackendAddressTests
{
    [Theory]
    [InlineData("be.example.com:18040", "http://be.example.com:18040/api/d/t/_stream_load?x=%2F")]
    [InlineData("be.example.com", "http://be.example.com:8040/api/d/t/_stream_load?x=%2F")]
    [InlineData("be:80", "http://be/api/d/t/_stream_load?x=%2F")]
    [InlineData("[fd00::1]:18040", "http://[fd00::1]:18040/api/d/t/_stream_load?x=%2F")]
    public void An_address_takes_the_place_of_host_and_port(string text, string reached)
    {
        Assert.True(BackendAddress.TryParse(text, out var address));
        Assert.Equal(new Uri(reached), address.InsteadOf(new Uri("http://10.1.2.3:8040/api/d/t/_stream_load?x=%2F")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("http://be:8040")]
    [InlineData("be:8040/path")]
    [InlineData("be:port")]
    [InlineData("u:p@be:8040")]
    [InlineData(":8040")]
    public void What_is_no_address_is_refused(string text) => Assert.False(BackendAddress.TryParse(text, out _));
}
