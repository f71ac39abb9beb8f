using System.Globalization;
using KongAkka.Pipeline;

namespace KongAkka.Sandbox.Chaos;

/// <summary>Starts the service and kills it, again and again: at a <see cref="CrashPoint"/>, while it runs, or while it starts.</summary>
/// <param name="arguments">Those of <c>kongakka run</c>.</param>
/// <param name="seed">Decides how each life ends.</param>
internal sealed class ServiceLives(IReadOnlyList<string> arguments, int seed)
{
    private const int LongestStart = 3000;
    private const int LongestWork = 1500;
    private const int MostReaches = 12;

    private static readonly TimeSpan WayToPoint = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    private readonly Random _random = new(seed);
    private readonly CrashPoint[] _points = Enum.GetValues<CrashPoint>();
    private int _kills;

    /// <summary>How many lives were ended by SIGKILL.</summary>
    public int Kills => _kills;

    /// <summary>Lives until it is told to stop.</summary>
    /// <param name="most">After how many kills it ends by itself.</param>
    /// <param name="stop">Ends it; the life at that time is killed too.</param>
    /// <returns>What went wrong, or null: a service that ended by itself or did not begin to run, with its log.</returns>
    public async Task<string?> RunAsync(int most, CancellationToken stop)
    {
        while (_kills < most && !stop.IsCancellationRequested)
        {
            if (await LiveAsync(stop) is { } trouble) return trouble;
            Interlocked.Increment(ref _kills);
        }

        return null;
    }

    private async Task<string?> LiveAsync(CancellationToken stop)
    {
        var (isEarly, crash) = (_random.Next(4) == 0, _random.Next(2) == 0 ? Crash() : []);
        using var service = new ChildService([.. arguments, .. crash]);
        if (isEarly) await WaitAsync(service, _random.Next(LongestStart), stop);
        else
        {
            if (!await RunsAsync(service, stop)) return $"The service did not begin to run within {Patience.TotalSeconds} s:\n{service.Log}";
            await WaitAsync(service, crash.Length > 0 ? (int)WayToPoint.TotalMilliseconds : _random.Next(LongestWork), stop);
        }

        if (!service.HasExited) service.Kill();
        return await service.ExitAsync(Patience) == ChildService.KilledExitCode ? null : $"The service ended by itself:\n{service.Log}";
    }

    private static async Task<bool> RunsAsync(ChildService service, CancellationToken stop)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (!service.IsRunning && !service.HasExited && !stop.IsCancellationRequested)
        {
            if (TimeProvider.System.GetElapsedTime(since) > Patience) return false;
            await Task.Delay(Look, CancellationToken.None);
        }

        return true;
    }

    private static async Task WaitAsync(ChildService service, int milliseconds, CancellationToken stop) =>
        await Task.WhenAny(service.ExitAsync(TimeSpan.FromMilliseconds(milliseconds)), Task.Delay(Timeout.Infinite, stop));

    private string[] Crash() =>
        ["--crash-at", $"{_points[_random.Next(_points.Length)]}", "--crash-after", _random.Next(1, MostReaches).ToString(CultureInfo.InvariantCulture)];
}
