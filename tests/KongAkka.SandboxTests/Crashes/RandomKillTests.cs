using System.Globalization;
using KongAkka.Sandbox;
using KongAkka.Sandbox.Chaos;
using KongAkka.Sandbox.Running;
using KongAkka.Sandbox.Traffic;
using Xunit.Abstractions;

namespace KongAkka.SandboxTests.Crashes;

public sealed class RandomKillTests(ITestOutputHelper output)
{
    /// <summary>KONGAKKA_CHAOS_KILLS and KONGAKKA_CHAOS_SEED ask for more of it.</summary>
    [Fact]
    public async Task Killed_and_cut_off_at_random_the_service_loses_and_doubles_nothing()
    {
        var (kills, seed) = (Given("KONGAKKA_CHAOS_KILLS", 12), Given("KONGAKKA_CHAOS_SEED", 1));
        using var folder = DataFolder.Open(null);
        await using var servers = await SandboxServers.StartAsync(new SandboxOptions { StarRocksPort = 0, QueryPort = 0 }, folder);
        var words = new StringWriter();
        var run = new ChaosRun(servers, folder, new TrafficPlan(seed, Run: 42, DateTimeOffset.UtcNow, Rate: 1000), words);
        var report = await run.RunAsync(CancellationToken.None, kills);
        output.WriteLine(words.ToString());
        Assert.True(report.IsExact, words.ToString());
        Assert.Equal(kills, run.Kills);
    }

    private static int Given(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : otherwise;
}
