namespace KongAkka.SandboxTests.Crashes;

/// <summary>What a killed process leaves of a load at StarRocks.</summary>
public enum LoadState
{
    /// <summary>COMMITTED, its rows not yet readable.</summary>
    Unpublished,

    /// <summary>ABORTED.</summary>
    Aborted,

    /// <summary>PREPARE, until its timeout.</summary>
    Prepared,

    /// <summary>VISIBLE, and the process did not learn of it.</summary>
    AnswerLost,
}
