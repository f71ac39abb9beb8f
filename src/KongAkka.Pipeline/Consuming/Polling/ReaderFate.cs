namespace KongAkka.Pipeline.Consuming.Polling;

/// <summary>What is to become of a consumer.</summary>
internal enum ReaderFate
{
    /// <summary>It reads on.</summary>
    Keep,

    /// <summary>It is closed and made anew from the known positions.</summary>
    Rebuild,
}
