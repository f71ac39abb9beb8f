namespace KongAkka.Sandbox;

/// <summary>Ends the program with a sentence for the user instead of a stack trace.</summary>
/// <param name="message">What is wrong and what to do about it.</param>
/// <param name="exitCode">The program's exit code.</param>
/// <param name="cause">What it came from.</param>
internal sealed class SandboxException(string message, int exitCode, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>The program's exit code.</summary>
    public int ExitCode { get; } = exitCode;
}
