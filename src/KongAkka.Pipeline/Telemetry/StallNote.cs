namespace KongAkka.Pipeline.Telemetry;

/// <summary>Something to be logged about a path that stands still.</summary>
/// <param name="IsOver">Whether it goes on again: information, otherwise a warning.</param>
/// <param name="Text">What to log.</param>
public readonly record struct StallNote(bool IsOver, string Text);
