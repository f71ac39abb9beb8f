namespace KongAkka.Sandbox.StarRocks.Labels;

/// <summary>How long the labels of finished loads are known; whichever limit is met first removes the oldest.</summary>
/// <param name="Age"><c>label_keep_max_second</c>: 3 days by default.</param>
/// <param name="Count"><c>label_keep_max_num</c>: finished loads of a database, 1000 by default.</param>
public sealed record LabelRetention(TimeSpan Age, int Count)
{
    /// <summary>StarRocks' defaults.</summary>
    public static LabelRetention Default { get; } = new(TimeSpan.FromDays(3), 1000);
}
