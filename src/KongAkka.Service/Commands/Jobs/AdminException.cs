namespace KongAkka.Service.Commands.Jobs;

/// <summary>A running service did not do what it was asked.</summary>
/// <param name="exitCode">The exit code that this comes to.</param>
/// <param name="message">What and its remedy; sentences.</param>
internal sealed class AdminException(int exitCode, string message) : Exception(message)
{
    /// <summary>The exit code that this comes to.</summary>
    public int ExitCode { get; } = exitCode;
}
