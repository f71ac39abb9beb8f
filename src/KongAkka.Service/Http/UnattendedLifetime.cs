using Microsoft.Extensions.Hosting;

namespace KongAkka.Service.Http;

/// <summary>Leaves signals to the program: the web server ends when it is disposed of.</summary>
internal sealed class UnattendedLifetime : IHostLifetime
{
    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
