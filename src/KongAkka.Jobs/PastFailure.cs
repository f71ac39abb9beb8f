namespace KongAkka.Jobs;

/// <summary>A failure that a job has had.</summary>
/// <param name="At">When.</param>
/// <param name="Message">What and its remedy; sentences.</param>
/// <param name="IsFinal">Whether it ended the job.</param>
public sealed record PastFailure(DateTimeOffset At, string Message, bool IsFinal);
