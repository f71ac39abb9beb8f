using System.Globalization;
using KongAkka.Pipeline;

namespace KongAkka.Sandbox.Chaos;

/// <summary>Starts the service and kills it, again and again: half of the lives end at a <see cref="CrashPoint"/>, half at a random moment.</summary>
/// <param name="arguments">Those of <c>kongakka run</c>.</param>
/// <param name="seed">Decides how each life ends.</param>
internal sealed class ServiceLives(IReadOnlyList<string> arguments, int seed)
{
    private const int ShortestLife = 300;
    private const int LongestLife = 4500;
    private const int MostReaches = 12;

    private readonly Random _random = new(seed);
    private readonly CrashPoint[] _points = Enum.GetValues<CrashPoint>();
    private int _kills;

    /// <summary>How many lives were ended by SIGKILL.</summary>
    public int Kills => _kills;

    /// <summary>Lives until it is told to stop.</summary>
    /// <param name="most">After how many kills it ends by itself.</param>
    /// <param name="stop">Ends it; the life at that time is killed too.</param>
    /// <returns>What went wrong, or null: a service that ended by itself, with its log.</returns>
    public async Task<string?> RunAsync(int most, CancellationToken stop)
    {
        while (_kills < most && !stop.IsCancellationRequested)
        {
            using var service = new ChildService([.. arguments, .. Crash()]);
            var end = service.ExitAsync(TimeSpan.FromMilliseconds(_random.Next(ShortestLife, LongestLife)));
            await Task.WhenAny(end, Task.Delay(Timeout.Infinite, stop));
            if (!service.HasExited) service.Kill();
            if (await service.ExitAsync(TimeSpan.FromSeconds(10)) is not ChildService.KilledExitCode) return $"The service ended by itself:\n{service.Log}";
            Interlocked.Increment(ref _kills);
        }

        return null;
    }

    private string[] Crash()
    {
        var point = _points[_random.Next(_points.Length)];
        var count = _random.Next(1, MostReaches);
        return _random.Next(2) == 0 ? [] : ["--crash-at", point.ToString(), "--crash-after", count.ToString(CultureInfo.InvariantCulture)];
    }
}
