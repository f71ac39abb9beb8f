namespace KongAkka.Pipeline.Consuming;

/// <summary>What to do when Kafka no longer has an offset that must be read.</summary>
public enum LostOffsets
{
    /// <summary>The job fails and names them.</summary>
    Fail,

    /// <summary>They are recorded and the job goes on with the first offset that is there.</summary>
    Continue,
}
