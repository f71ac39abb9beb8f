using KongAkka.Sandbox.StarRocks.Labels;

namespace KongAkka.Sandbox.StarRocks;

/// <summary>How an <see cref="EmbeddedStarRocks"/> is started.</summary>
public sealed record EmbeddedStarRocksOptions
{
    /// <summary>The FE's HTTP port; 0, the default, takes any free one. The BE takes any free one always.</summary>
    public int FePort { get; init; }

    /// <summary>The FE's port for the MySQL protocol (<c>query_port</c>); 0, the default, takes any free one.</summary>
    public int QueryPort { get; init; }

    /// <summary>Where rows and labels are kept; null, the default, keeps them in memory.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>
    /// How long labels of finished loads are known (<c>label_keep_max_second</c>, <c>label_keep_max_num</c>); 3 days or 1000 a database by default.
    /// </summary>
    public LabelRetention LabelRetention { get; init; } = LabelRetention.Default;

    /// <summary>What <c>_statistics_.loads_history</c> shows; 30 days, with a lag of 60 s, by default.</summary>
    public HistoryRetention HistoryRetention { get; init; } = HistoryRetention.Default;

    /// <summary>Whether the user may read <c>information_schema.loads</c>; true by default.</summary>
    public bool MayReadLoads { get; init; } = true;

    /// <summary>Whether the user may read <c>_statistics_.loads_history</c>; true by default.</summary>
    public bool MayReadLoadsHistory { get; init; } = true;

    /// <summary>How a load under a held label is answered; <see cref="DuplicateLabelDialect.LabelAlreadyExists"/> by default.</summary>
    public DuplicateLabelDialect DuplicateLabelDialect { get; init; } = DuplicateLabelDialect.LabelAlreadyExists;

    /// <summary>The password of <c>root</c>; empty by default.</summary>
    public string RootPassword { get; init; } = "";

    /// <summary>Decides deadlines and ages of labels; the system's clock by default.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
