using KongAkka.Sandbox.StarRocks;

namespace KongAkka.SandboxTests.StarRocks;

/// <summary>Each test has a StarRocks of its own, on free ports.</summary>
public abstract class StarRocksTest : IAsyncLifetime
{
    private protected EmbeddedStarRocks Server { get; private set; } = null!;

    private protected StreamLoadClient Client { get; private set; } = null!;

    private protected virtual EmbeddedStarRocksOptions Options => new();

    public async Task InitializeAsync()
    {
        Server = await EmbeddedStarRocks.StartAsync(Options);
        Client = new StreamLoadClient(Server.LoadUrl);
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
    }

    private protected static async Task UntilAsync(Func<Task<bool>> condition)
    {
        var deadline = DateTime.UtcNow.AddSeconds(20);
        while (!await condition())
        {
            Assert.True(DateTime.UtcNow < deadline, "The expected state was not reached within 20 s.");
            // Polls a state that another process or task reaches by itself.
            await Task.Delay(10);
        }
    }
}
