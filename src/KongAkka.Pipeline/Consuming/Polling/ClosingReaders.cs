using Microsoft.Extensions.Logging;

namespace KongAkka.Pipeline.Consuming.Polling;

/// <summary>
/// Consumers that are no longer read from, each closed on a thread of its own: librdkafka waits for brokers and its own threads in it, and reading must not wait
/// with it.
/// </summary>
/// <param name="topic">What they read.</param>
/// <param name="logger">Where it is told that one does not close.</param>
/// <param name="patience">How long one is waited for; 30 s by default.</param>
internal sealed class ClosingReaders(string topic, ILogger logger, TimeSpan? patience = null)
{
    /// <summary>How long a consumer is waited for.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TimeSpan _patience = patience ?? Patience;

    /// <summary>Completes when all are closed or left behind.</summary>
    public Task Done { get; private set; } = Task.CompletedTask;

    /// <summary>Closes one, of which no message may be held any more.</summary>
    /// <param name="close">Closes it.</param>
    public void Add(Action close)
    {
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() => Close(close, closed)) { Name = $"kafka {topic} closing", IsBackground = true }.Start();
        Done = Task.WhenAll(Done, AwaitAsync(closed.Task));
    }

    private void Close(Action close, TaskCompletionSource closed)
    {
        try
        {
            close();
        }
#pragma warning disable CA1031 // The edge of the thread: nobody else can be told.
        catch (Exception e)
#pragma warning restore CA1031
        {
            logger.LogError(e, "Closing a consumer of {Topic} failed.", topic);
        }
        finally
        {
            closed.SetResult();
        }
    }

    private async Task AwaitAsync(Task closed)
    {
        try
        {
            await closed.WaitAsync(_patience).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            logger.LogError("A consumer of {Topic} does not close within {Seconds} s and is left behind.", topic, _patience.TotalSeconds);
        }
    }
}
