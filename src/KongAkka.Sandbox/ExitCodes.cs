namespace KongAkka.Sandbox;

/// <summary>The exit codes of the program.</summary>
internal static class ExitCodes
{
    /// <summary>All is well: the table holds exactly what was sent.</summary>
    public const int Ok = 0;

    /// <summary>The proof or the work failed.</summary>
    public const int Failed = 1;

    /// <summary>The call is wrong.</summary>
    public const int WrongCall = 2;

    /// <summary>Ended at once by a second Ctrl+C, without a proof.</summary>
    public const int Interrupted = 130;
}
