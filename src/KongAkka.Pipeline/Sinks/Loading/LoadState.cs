namespace KongAkka.Pipeline.Sinks.Loading;

/// <summary>The state of a label's latest transaction, in StarRocks' words (<c>get_load_state</c>).</summary>
internal enum LoadState
{
    /// <summary>No such label is known any more, or was ever.</summary>
    Unknown,

    /// <summary>It is being loaded.</summary>
    Prepare,

    /// <summary>The first phase of a two-phase load is over; not ours.</summary>
    Prepared,

    /// <summary>Durable, visible soon.</summary>
    Committed,

    /// <summary>In the table.</summary>
    Visible,

    /// <summary>Given up; the label may be used again.</summary>
    Aborted,
}
