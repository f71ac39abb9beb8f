using KongAkka.Sandbox;

namespace KongAkka.SandboxTests;

public sealed class SandboxCommandTests
{
    private SandboxOptions? _options;

    [Fact]
    public async Task Without_arguments_the_defaults_hold()
    {
        Assert.Equal(7, await Invoke());
        Assert.Equal(new SandboxOptions(), _options);
    }

    [Fact]
    public async Task Every_option_is_read()
    {
        await Invoke("--rate", "50000", "--seconds", "30", "--data", "somewhere", "--starrocks-port", "0", "--query-port", "0", "--admin-port", "0", "--chaos");
        Assert.Equal(new SandboxOptions { Rate = 50_000, Seconds = 30, Data = "somewhere", StarRocksPort = 0, QueryPort = 0, AdminPort = 0, Chaos = true }, _options);
    }

    [Fact]
    public async Task Servers_only_is_read()
    {
        await Invoke("--servers-only", "--starrocks-port", "8031");
        Assert.Equal(new SandboxOptions { ServersOnly = true, StarRocksPort = 8031 }, _options);
    }

    [Fact]
    public async Task Without_Kafka_there_are_only_servers()
    {
        await Invoke("--no-kafka");
        Assert.Equal(new SandboxOptions { ServersOnly = true, WithKafka = false }, _options);
    }

    [Theory]
    [InlineData("--rate", "0")]
    [InlineData("--rate", "x")]
    [InlineData("--rate", "-5")]
    [InlineData("--rate")]
    [InlineData("--seconds", "0")]
    [InlineData("--starrocks-port", "65536")]
    [InlineData("--query-port", "65536")]
    [InlineData("--admin-port", "-1")]
    [InlineData("--servers-only", "--rate", "5")]
    [InlineData("--no-kafka", "--chaos")]
    [InlineData("--unknown")]
    [InlineData("word")]
    public async Task A_wrong_call_runs_nothing_and_gives_2(params string[] args)
    {
        Assert.Equal(2, await Invoke(args));
        Assert.Null(_options);
    }

    private Task<int> Invoke(params string[] args) => new SandboxCommand(options =>
    {
        _options = options;
        return Task.FromResult(7);
    }).InvokeAsync(args);
}
