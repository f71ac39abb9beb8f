namespace KongAkka.Sandbox.Progress;

/// <summary>A count that grows and how fast it does.</summary>
/// <param name="Total">The count.</param>
/// <param name="PerSecond">Its growth a second since the sample before.</param>
internal readonly record struct Flow(long Total, double PerSecond);
