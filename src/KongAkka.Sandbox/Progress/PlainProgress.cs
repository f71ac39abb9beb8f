using System.Globalization;

namespace KongAkka.Sandbox.Progress;

/// <summary>A line a second, for logs and pipes.</summary>
/// <param name="output">Where the lines go.</param>
/// <param name="time">The clock.</param>
internal sealed class PlainProgress(TextWriter output, TimeProvider time) : IProgressView
{
    /// <inheritdoc/>
    public async Task ShowAsync(ProgressMeter meter, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        try
        {
            while (await timer.WaitForNextTickAsync(stop)) await output.WriteLineAsync(Line(meter.Take()));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await output.WriteLineAsync(Line(meter.Take()));
        }
    }

    /// <summary>One sample as a line.</summary>
    public static string Line(ProgressSample sample) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Seconds(sample.Elapsed):hh\\:mm\\:ss} {JobStateNames.Of(sample.State)} sent {sample.Sent.Total} ({sample.Sent.PerSecond:F0}/s) read {sample.Read.Total} "
        + $"({sample.Read.PerSecond:F0}/s) kept {sample.Kept.Total} dropped {Sum(sample.Dropped)} rejected {Sum(sample.Rejected)} "
        + $"loaded {sample.Loaded.Total} ({sample.Loaded.PerSecond:F0}/s) in {sample.Loads} loads lag {sample.Lag.Sum()}"
        + $"{(sample.IsWaiting ? " WAITING for the job" : "")}{(sample.Failure is { } failure ? " failure: " + failure : "")}");

    private static TimeSpan Seconds(TimeSpan elapsed) => TimeSpan.FromSeconds(Math.Round(elapsed.TotalSeconds));

    private static string Sum(IReadOnlyList<(string Reason, long Records)> counts)
    {
        var sum = counts.Sum(c => c.Records).ToString(CultureInfo.InvariantCulture);
        return counts.Count == 0 ? sum : $"{sum} ({string.Join(", ", counts.Select(c => $"{c.Reason} {c.Records}"))})";
    }
}
