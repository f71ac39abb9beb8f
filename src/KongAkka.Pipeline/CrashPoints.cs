namespace KongAkka.Pipeline;

/// <summary>Lets tests end the process at a <see cref="CrashPoint"/>; in service nobody listens.</summary>
public static class CrashPoints
{
    /// <summary>Told of each point as it is reached, from any thread.</summary>
    public static Action<CrashPoint>? Reached { get; set; }

    /// <summary>Tells that a point is reached.</summary>
    /// <param name="point">The point.</param>
    public static void Reach(CrashPoint point) => Reached?.Invoke(point);
}
