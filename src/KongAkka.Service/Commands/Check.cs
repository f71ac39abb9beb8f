namespace KongAkka.Service.Commands;

/// <summary>One thing that <c>check</c> looks at.</summary>
/// <param name="Name">What it is, for the line that is printed.</param>
/// <param name="RunAsync">Looks at it. Throws <see cref="KongAkka.Pipeline.UnrecoverableException"/> or returns what is wrong; passing trouble may be any exception.</param>
internal sealed record Check(string Name, Func<CancellationToken, Task<CheckResult>> RunAsync)
{
    /// <summary>Those who ask the same other end before. When none of them was answered this one is left out: it would say the same again.</summary>
    public IReadOnlyList<Check> After { get; init; } = [];

    /// <summary>Those without whose answers this one cannot be asked: when any of them was not answered it is left out.</summary>
    public IReadOnlyList<Check> Needs { get; init; } = [];
}
