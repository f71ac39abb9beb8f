using System.Net;
using System.Net.Sockets;
using KongAkka.Service.Commands;

namespace KongAkka.Tests.Service.Http;

public sealed class HealthCommandTests
{
    [Fact]
    public async Task Health_ends_with_0_while_the_service_is_alive_and_with_1_when_it_is_not()
    {
        string? fault = null;
        await using var host = await AdminHost.StartAsync(trouble: () => "the broker is away", fault: () => fault);
        Assert.Equal(0, await AskAsync(host.Address.ToString()));
        fault = "no thread for the work";
        Assert.Equal(1, await AskAsync(host.Address.ToString()));
    }

    [Fact]
    public async Task Health_ends_with_1_where_nothing_listens() => Assert.Equal(1, await AskAsync($"http://127.0.0.1:{FreePort()}"));

    [Fact]
    public async Task Health_ends_with_1_where_something_else_answers()
    {
        await using var host = await AdminHost.StartAsync();
        Assert.Equal(1, await AskAsync($"{host.Address}elsewhere"));
    }

    [Fact]
    public async Task An_address_that_is_none_is_a_wrong_call() => Assert.Equal(2, await AskAsync("here"));

    // Whatever listens at the default address: 2 is the exit code of a wrong call alone.
    [Fact]
    public async Task The_admin_address_need_not_be_given() => Assert.NotEqual(2, await CommandLine.RunAsync(["health"]));

    private static Task<int> AskAsync(string address) => CommandLine.RunAsync(["health", "--admin", address]);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
