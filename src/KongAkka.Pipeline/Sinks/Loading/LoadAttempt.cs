namespace KongAkka.Pipeline.Sinks.Loading;

/// <summary>What came of sending a load once.</summary>
/// <param name="Decision">What to do next.</param>
/// <param name="MayHaveArrived">Whether anything of it may have reached somebody who loads it.</param>
internal readonly record struct LoadAttempt(LoadDecision Decision, bool MayHaveArrived);
