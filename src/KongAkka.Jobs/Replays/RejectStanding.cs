namespace KongAkka.Jobs.Replays;

/// <summary>What a reject says about its record.</summary>
internal enum RejectStanding
{
    /// <summary>The job is done with the record and will not load it.</summary>
    Final,

    /// <summary>The job may read the record again and load it: its range is not committed, or it is of another topic.</summary>
    NotPassed,

    /// <summary>The job was ended before the record's range was committed and has read it again: what became of it then counts.</summary>
    ReadAgain,
}
