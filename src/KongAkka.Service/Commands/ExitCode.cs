namespace KongAkka.Service.Commands;

/// <summary>The exit codes of the program.</summary>
internal static class ExitCode
{
    /// <summary>All is well.</summary>
    public const int Success = 0;

    /// <summary>The work failed.</summary>
    public const int Failure = 1;

    /// <summary>The call or the configuration is wrong.</summary>
    public const int WrongCall = 2;
}
