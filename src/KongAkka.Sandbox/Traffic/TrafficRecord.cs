namespace KongAkka.Sandbox.Traffic;

/// <summary>A record of the traffic together with what must become of it. Filled anew for every record.</summary>
internal sealed class TrafficRecord
{
    /// <summary>The value for Kafka; absent for a tombstone.</summary>
    public Utf8Text Value { get; } = new();

    /// <summary>What must become of the record.</summary>
    public ExpectedFate Fate { get; set; }

    /// <summary>For <see cref="ExpectedFate.Rejected"/>: the reason in the users' word.</summary>
    public string Reason { get; set; } = "";

    /// <summary>For <see cref="ExpectedFate.Kept"/>: which of the kept records it is, from 0 without gaps.</summary>
    public long Sequence { get; set; }

    /// <summary>For <see cref="ExpectedFate.Kept"/>: the row that it must become.</summary>
    public AccessLogRow Row { get; } = new();

    /// <summary>States that the record is to be rejected.</summary>
    /// <param name="reason">The reason in the users' word.</param>
    public void Reject(string reason)
    {
        Fate = ExpectedFate.Rejected;
        Reason = reason;
    }
}
