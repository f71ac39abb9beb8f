using KongAkka.Parsing;
using KongAkka.Pipeline.RowBatching;

namespace KongAkka.Pipeline.Sinks;

/// <summary>Writes each row as a JSON object on a line of its own, load by load.</summary>
public sealed class PrintSink : ISink
{
    private readonly Stream _output;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Makes the sink.</summary>
    /// <param name="output">Where to write; standard output by default. It is left open.</param>
    /// <param name="time">What measures how long a load takes; the system's time by default.</param>
    public PrintSink(Stream? output = null, TimeProvider? time = null)
    {
        _output = output ?? Console.OpenStandardOutput();
        _time = time ?? TimeProvider.System;
    }

    /// <inheritdoc/>
    public RowWriter CreateWriter(RowSchema schema) => new JsonLinesRowWriter(schema);

    /// <inheritdoc/>
    public async Task<LoadReceipt> LoadAsync(PlannedLoad load, CancellationToken cancellation)
    {
        var batch = load.Batch;
        var started = _time.GetTimestamp();
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            foreach (var chunk in batch.Body.Chunks()) await _output.WriteAsync(chunk, cancellation).ConfigureAwait(false);
            await _output.FlushAsync(cancellation).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            throw new UnrecoverableException($"The rows cannot be printed: {e.Message}.", "Check what reads the standard output and start the job again.", e);
        }
        finally
        {
            _turn.Release();
        }

        return new LoadReceipt("", batch.Ranges, batch.Rows, batch.Body.Length, _time.GetElapsedTime(started));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _turn.Dispose();
        return ValueTask.CompletedTask;
    }
}
