namespace KongAkka.Sandbox.StarRocks.Labels;

/// <summary>The state of a load transaction, in StarRocks' words (<c>TransactionStatus</c>).</summary>
public enum LoadState
{
    /// <summary>No such label is known, or not any more.</summary>
    Unknown,

    /// <summary>Begun; rows may be arriving.</summary>
    Prepare,

    /// <summary>Prepared in the transaction interface.</summary>
    Prepared,

    /// <summary>Durable, not yet readable.</summary>
    Committed,

    /// <summary>Durable and readable.</summary>
    Visible,

    /// <summary>Rolled back; its label may be used again.</summary>
    Aborted,
}
