namespace KongAkka.Pipeline.Sinks;

/// <summary>What is left until a sink may have forgotten a label that the job still needs to ask for; below zero the load history and the rows themselves are asked.</summary>
/// <param name="Time">By age.</param>
/// <param name="Loads">By the loads that the database finished since, as far as they were counted: it is asked only where it matters.</param>
public readonly record struct LabelMargin(TimeSpan Time, long Loads);
