namespace KongAkka.Jobs.Offsets;

/// <summary>What to do when the offsets in the consumer group contradict the journal.</summary>
public enum GroupConflict
{
    /// <summary>The job FAILS before the first fetch, shows both and names the choices.</summary>
    Fail,

    /// <summary>The journal is right.</summary>
    Journal,

    /// <summary>The group's offsets are right: the job goes on from them.</summary>
    GroupOffsets,
}
