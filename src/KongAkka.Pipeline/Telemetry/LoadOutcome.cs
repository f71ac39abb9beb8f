namespace KongAkka.Pipeline.Telemetry;

/// <summary>How a load ended; a closed set.</summary>
public enum LoadOutcome
{
    /// <summary>Its rows are in the table.</summary>
    Loaded,

    /// <summary>No record of it became a row: only its offsets were noted.</summary>
    Empty,

    /// <summary>The table refused rows of it; it is split.</summary>
    Refused,

    /// <summary>Whether its rows are in the table cannot be found out.</summary>
    InDoubt,

    /// <summary>It was given up, since the job was ended.</summary>
    Abandoned,

    /// <summary>It failed otherwise; its graph starts again.</summary>
    Failed,
}
