namespace KongAkka.Service.Commands;

/// <summary>One thing that <c>check</c> looks at.</summary>
/// <param name="Name">What it is, for the line that is printed.</param>
/// <param name="RunAsync">Looks at it. Throws <see cref="KongAkka.Pipeline.UnrecoverableException"/> or returns what is wrong; passing trouble may be any exception.</param>
internal sealed record Check(string Name, Func<CancellationToken, Task<CheckResult>> RunAsync);
