namespace KongAkka.Sandbox.Running;

/// <summary>How far a job is in settling what was sent.</summary>
internal enum DrainState
{
    /// <summary>Records are still to be settled.</summary>
    Draining,

    /// <summary>All are settled.</summary>
    Drained,

    /// <summary>The job ended before that.</summary>
    JobEnded,

    /// <summary>Nothing was settled for so long that waiting is given up.</summary>
    Stalled,
}
