namespace KongAkka.Sandbox.StarRocks.Faults;

/// <summary>Where on the way of a load a fault is played.</summary>
public enum FaultPoint
{
    /// <summary>In place of the FE's redirect.</summary>
    Frontend,

    /// <summary>At the BE, after the label is claimed and before a byte of the body is read.</summary>
    BeforeBody,

    /// <summary>At the BE, after the body is read and before the commit.</summary>
    BeforeCommit,

    /// <summary>At the BE, after the commit and before it is published.</summary>
    Publish,

    /// <summary>At the BE, after the rows are readable, in place of the answer.</summary>
    Answer,
}
