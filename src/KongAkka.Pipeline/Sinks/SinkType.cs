namespace KongAkka.Pipeline.Sinks;

/// <summary>The kinds of sink.</summary>
public enum SinkType
{
    /// <summary>StarRocks by Stream Load.</summary>
    StarRocks,

    /// <summary>StarRocks, MySQL or MariaDB by INSERT over the MySQL protocol.</summary>
    Mysql,

    /// <summary>A JSON object a row on standard output.</summary>
    Print,

    /// <summary>Nowhere: rows are counted and thrown away.</summary>
    Blackhole,
}
