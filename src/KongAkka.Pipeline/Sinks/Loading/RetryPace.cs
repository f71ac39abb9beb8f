namespace KongAkka.Pipeline.Sinks.Loading;

/// <summary>How soon a load is tried again.</summary>
internal enum RetryPace
{
    /// <summary>By the job's back-off from its beginning: something blinked.</summary>
    Soon,

    /// <summary>By the job's back-off from far within: the database needs room to recover, and fast retries make it worse.</summary>
    Long,
}
