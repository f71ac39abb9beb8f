using KongAkka.Pipeline.Sinks;
using KongAkka.Pipeline.StarRocks;

namespace KongAkka.Tests.Pipeline.StarRocks;

public sealed class StarRocksSettingsTests
{
    [Fact]
    public void The_password_is_not_in_the_text_of_settings()
    {
        var table = new StarRocksSettings { LoadUrls = [new Uri("http://fe:8030")], Database = "d", Table = "t", Password = "hunter2" };
        Assert.DoesNotContain("hunter2", new SinkSettings(SinkType.StarRocks, StarRocks: table).ToString(), StringComparison.Ordinal);
    }
}
