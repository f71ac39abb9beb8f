using System.Diagnostics;
using KongAkka.Pipeline;
using KongAkka.Pipeline.Consuming;
using Microsoft.Extensions.Logging.Abstractions;

namespace KongAkka.Service.Commands;

/// <summary>A question to Kafka by a command: trouble that a running job would wait out is told soon.</summary>
internal static class KafkaQuestion
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    // Longer than a leader's election takes.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Asks.</summary>
    /// <typeparam name="T">The answer's type.</typeparam>
    /// <param name="source">The topic; it is not waited for.</param>
    /// <param name="ask">The question.</param>
    /// <param name="cancellation">Ends the asking.</param>
    /// <exception cref="UnrecoverableException">There is no answer, or one that says why not.</exception>
    public static async Task<T> AskAsync<T>(KafkaSettings source, Func<OffsetResolver, CancellationToken, Task<T>> ask, CancellationToken cancellation)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var kafka = new OffsetResolver(source with { TopicWait = TimeSpan.Zero }, NullLogger.Instance);
        var asked = ask(kafka, over.Token);
        for (var began = Stopwatch.GetTimestamp(); !asked.IsCompleted; await Task.WhenAny(asked, Task.Delay(Look, cancellation)))
        {
            cancellation.ThrowIfCancellationRequested();
            if (kafka.Trouble is not { } trouble || Stopwatch.GetElapsedTime(began) < Patience) continue;
            await over.CancelAsync();
            throw new UnrecoverableException($"{trouble}.", kafka.Remedy ?? $"Correct {source.Section}.bootstrap-servers, or security.protocol, sasl.* and ssl.* in {source.Section}.properties, or start the broker.");
        }

        return await asked;
    }
}
