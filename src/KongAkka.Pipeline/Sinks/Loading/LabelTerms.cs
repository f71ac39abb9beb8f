namespace KongAkka.Pipeline.Sinks.Loading;

/// <summary>How long labels are remembered.</summary>
/// <param name="KeepTime">The age up to which a finished load's label is known.</param>
/// <param name="KeepNum">How many finished loads of a database, whoever made them, are known.</param>
/// <param name="Settled">The time after which an attempt has ended by itself, whatever became of it.</param>
public sealed record LabelTerms(TimeSpan KeepTime, int KeepNum, TimeSpan Settled);
