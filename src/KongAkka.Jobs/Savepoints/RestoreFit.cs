namespace KongAkka.Jobs.Savepoints;

/// <summary>Whether a savepoint fits what a job reads.</summary>
/// <param name="IsFit">Whether a start takes it.</param>
/// <param name="Text">Where the start begins and what it warns of; otherwise why it does not, with the remedy.</param>
public sealed record RestoreFit(bool IsFit, string Text);
