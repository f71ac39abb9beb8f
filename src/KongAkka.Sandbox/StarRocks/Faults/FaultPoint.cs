namespace KongAkka.Sandbox.StarRocks.Faults;

/// <summary>Where a fault is played: on the way of a load, or in place of another answer of the FE.</summary>
public enum FaultPoint
{
    /// <summary>In place of the FE's redirect.</summary>
    Frontend,

    /// <summary>At the BE, before the label is claimed.</summary>
    Backend,

    /// <summary>At the BE, after the label is claimed and before a byte of the body is read.</summary>
    BeforeBody,

    /// <summary>At the BE, after the first bytes of the body have arrived.</summary>
    DuringBody,

    /// <summary>At the BE, after the body is read and before the commit.</summary>
    BeforeCommit,

    /// <summary>At the BE, after the commit and before it is published.</summary>
    Publish,

    /// <summary>At the BE, after the rows are readable, in place of the answer.</summary>
    Answer,

    /// <summary>In place of an answer to <c>get_load_state</c>.</summary>
    LoadState,

    /// <summary>In place of an answer of the SQL API.</summary>
    Query,
}
