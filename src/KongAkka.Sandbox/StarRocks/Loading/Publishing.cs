using System.Collections.Concurrent;

namespace KongAkka.Sandbox.StarRocks.Loading;

/// <summary>Loads that are committed and become visible later. When the server stops they become visible at once: they are durable.</summary>
internal sealed class Publishing(CancellationToken stopping)
{
    private readonly ConcurrentDictionary<Task, byte> _tasks = new();

    /// <summary>Publishes after a wait, whatever becomes of the client.</summary>
    /// <param name="wait">Ends when it is time, or when it is cancelled.</param>
    /// <param name="publish">Publishes.</param>
    public Task AfterAsync(Func<CancellationToken, Task> wait, Action publish)
    {
        var waiting = wait(stopping);
        var task = Task.Run(async () =>
        {
            await waiting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            publish();
        });
        _tasks.TryAdd(task, 0);
        task.ContinueWith(done => _tasks.TryRemove(done, out _), TaskScheduler.Default);
        return task;
    }

    public Task DrainAsync() => Task.WhenAll(_tasks.Keys);
}
