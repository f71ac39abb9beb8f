namespace KongAkka.Pipeline.RowBatching;

/// <summary>Decides when a load is cut: by its rows, its bytes or the age of its oldest record. Keeps no clock of its own.</summary>
public sealed class LoadCutter
{
    private readonly LoadLimits _limits;
    private readonly TimeProvider _time;
    private long? _oldest;

    /// <summary>Makes the rule for a load that holds nothing yet.</summary>
    /// <param name="limits">When to cut.</param>
    /// <param name="time">What the timestamps given come from.</param>
    public LoadCutter(LoadLimits limits, TimeProvider time)
    {
        _limits = limits;
        _time = time;
    }

    /// <summary>Whether the load takes no further row.</summary>
    /// <param name="rows">The rows in it.</param>
    public bool IsFull(int rows) => rows >= _limits.MaxRows;

    /// <summary>Whether the row appended last was one too many. The only row of a load never is.</summary>
    /// <param name="rows">The rows in it, that one included.</param>
    /// <param name="bytes">The bytes that the body would have if it ended with that row.</param>
    public bool IsOverfull(int rows, long bytes) => rows > 1 && bytes > _limits.MaxBytes;

    /// <summary>Notes a record in the load; the first one since <see cref="Restart"/> sets its age.</summary>
    /// <param name="arrived">The timestamp of the moment in which the record came in.</param>
    public void Saw(long arrived) => _oldest ??= arrived;

    /// <summary>The time until the load is old; zero when it is, null when it holds no record.</summary>
    /// <param name="now">The present timestamp.</param>
    public TimeSpan? UntilOld(long now)
    {
        if (_oldest is not { } oldest) return null;
        var left = _limits.MaxAge - _time.GetElapsedTime(oldest, now);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <summary>How long the oldest record of the load has been there; zero when there is none.</summary>
    /// <param name="now">The present timestamp.</param>
    public TimeSpan Age(long now) => _oldest is { } oldest ? _time.GetElapsedTime(oldest, now) : TimeSpan.Zero;

    /// <summary>Begins with the next load.</summary>
    public void Restart() => _oldest = null;
}
