namespace KongAkka.Pipeline.Sinks;

/// <summary>What became of a load whose end nobody saw; a closed set.</summary>
public enum LoadFate
{
    /// <summary>Its rows are not in the table: it is to be sent again.</summary>
    NotLoaded,

    /// <summary>Its rows are in the table.</summary>
    Loaded,

    /// <summary>The sink does not know it, but may have known it once.</summary>
    Forgotten,
}
