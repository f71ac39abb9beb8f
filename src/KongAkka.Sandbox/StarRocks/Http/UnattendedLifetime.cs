using Microsoft.Extensions.Hosting;

namespace KongAkka.Sandbox.StarRocks.Http;

/// <summary>Leaves the process' signals alone: whoever embeds the server decides when it stops.</summary>
internal sealed class UnattendedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
