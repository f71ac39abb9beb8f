namespace KongAkka.Pipeline;

/// <summary>
/// The moments between which a process can end and leave something different behind: what must hold after a restart is tested for each of them.
/// </summary>
public enum CrashPoint
{
    /// <summary>A job's id is drawn and not yet written down.</summary>
    BeforeSubmit,

    /// <summary>The start of a job is not yet written down.</summary>
    BeforeStart,

    /// <summary>The start of a job is written down.</summary>
    AfterStart,

    /// <summary>A generation is dealt out and not yet written down.</summary>
    BeforeGeneration,

    /// <summary>A generation is written down, and none of its subtasks started.</summary>
    AfterGeneration,

    /// <summary>A subtask knows its past and has not yet claimed it.</summary>
    BeforeClaim,

    /// <summary>A subtask is claimed.</summary>
    AfterClaim,

    /// <summary>An open plan of the past is known, and the sink was not yet asked for it.</summary>
    BeforeFind,

    /// <summary>The sink told what became of a load, and nothing was done about it.</summary>
    AfterFind,

    /// <summary>A load is cut and not yet written down.</summary>
    BeforePlan,

    /// <summary>A load is written down and not yet sent.</summary>
    AfterPlan,

    /// <summary>A load is about to be sent.</summary>
    BeforeSend,

    /// <summary>The first bytes of a load's body are on their way.</summary>
    DuringBody,

    /// <summary>The sink has answered, and nothing was done about it.</summary>
    AfterSend,

    /// <summary>A load's end is not yet written down.</summary>
    BeforeCommit,

    /// <summary>A load's end is written down.</summary>
    AfterCommit,

    /// <summary>A split of a refused load is not yet written down.</summary>
    BeforeSplit,

    /// <summary>A split is written down, and none of its parts was sent.</summary>
    AfterSplit,

    /// <summary>A snapshot is about to be taken.</summary>
    BeforeSnapshot,

    /// <summary>A snapshot was taken, and what lies before it not yet deleted.</summary>
    AfterSnapshot,

    /// <summary>A generation's end is decided and not yet written down.</summary>
    BeforeRetire,

    /// <summary>A subtask is retired, and the next generation not yet written down.</summary>
    AfterRetire,

    /// <summary>A job's end is not yet written down.</summary>
    BeforeEnd,

    /// <summary>A job's end is written down, and nobody was told.</summary>
    AfterEnd,

    /// <summary>A savepoint's content is decided and nothing of it written.</summary>
    BeforeSavepointWrite,

    /// <summary>A savepoint is on the disk under its temporary name.</summary>
    AfterSavepointWrite,

    /// <summary>A savepoint has its name, and nobody was told.</summary>
    AfterSavepointRename,
}
