namespace KongAkka.Service.Http;

/// <summary>Whether a request may do what it wants.</summary>
internal enum AccessVerdict
{
    /// <summary>It may.</summary>
    Granted,

    /// <summary>Nothing can be changed here.</summary>
    ReadOnly,

    /// <summary>It comes from a page of another site.</summary>
    ForeignPage,

    /// <summary>It did not prove that it may make changes.</summary>
    Unproven,

    /// <summary>Nobody can prove it: neither a token nor client certificates are configured.</summary>
    Closed,
}
