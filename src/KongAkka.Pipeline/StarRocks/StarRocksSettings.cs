using KongAkka.Pipeline.Sinks.Loading;

namespace KongAkka.Pipeline.StarRocks;

/// <summary>Which table to load and how to reach it; names as in StarRocks' own Flink connector where it has them.</summary>
public sealed record StarRocksSettings
{
    /// <summary>The HTTP addresses of the FEs (<c>http://fe:8030</c>); tried in turn.</summary>
    public required IReadOnlyList<Uri> LoadUrls { get; init; }

    /// <summary>The database.</summary>
    public required string Database { get; init; }

    /// <summary>The table.</summary>
    public required string Table { get; init; }

    /// <summary>The user; <c>root</c> by default.</summary>
    public string Username { get; init; } = "root";

    /// <summary>The password; empty by default.</summary>
    public string Password { get; init; } = "";

    /// <summary>The file that holds the password instead, read anew for each request; null, the default: none.</summary>
    public string? PasswordFile { get; init; }

    /// <summary>How long StarRocks may take for one load (its header <c>timeout</c>); 120 s by default.</summary>
    public TimeSpan LoadTimeout { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>How much longer than <see cref="LoadTimeout"/> a reply is waited for, since StarRocks ends the load by itself before; 30 s.</summary>
    internal TimeSpan LoadMargin { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long StarRocks remembers a finished load's label (its <c>label_keep_max_second</c>); 3 days by default.</summary>
    public TimeSpan LabelKeepTime { get; init; } = TimeSpan.FromDays(3);

    /// <summary>How many finished loads of a database, whoever made them, StarRocks remembers (its <c>label_keep_max_num</c>); 1000 by default.</summary>
    public int LabelKeepNum { get; init; } = 1000;

    /// <summary>How long labels are remembered, and when an attempt has ended by itself.</summary>
    public LabelTerms Labels => new(LabelKeepTime, LabelKeepNum, LoadTimeout + LoadMargin);

    /// <summary>How bodies are compressed on their way (header <c>compression</c>, StarRocks 3.2.7 and later); not at all by default.</summary>
    public LoadCompression Compression { get; init; }

    /// <summary>How long a connection may take to open; 10 s by default.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long to wait for <c>100 Continue</c> or a redirect before the body is sent; 30 s by default, as in StarRocks' connector.</summary>
    public TimeSpan ContinueTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The hosts to which a redirect may lead, after <see cref="BackendHosts"/>, credentials and rows with it; empty, the default, means any.</summary>
    public IReadOnlyList<string> RedirectHosts { get; init; } = [];

    /// <summary>Whether a redirect from https to http is followed, credentials and rows in the clear; false by default.</summary>
    public bool FollowsToHttp { get; init; }

    /// <summary>Where hosts are reached from here to which FEs redirect, by the host in the redirect; empty by default.</summary>
    public IReadOnlyDictionary<string, BackendAddress> BackendHosts { get; init; } = new Dictionary<string, BackendAddress>();

    /// <summary>The HTTP addresses of BEs (<c>http://be:8040</c>) that get the loads in turn, instead of those to which FEs redirect; empty, the default: as FEs redirect.</summary>
    public IReadOnlyList<Uri> BackendUrls { get; init; } = [];

    /// <summary>The PEM file with the authorities by which FEs with HTTPS are trusted, read at each start; null, the default: those of the system.</summary>
    public string? CaCertificate { get; init; }

    /// <summary>Where an address that StarRocks told is reached from here.</summary>
    internal Uri Reach(Uri told) => BackendHosts.TryGetValue(told.Host, out var address) ? address.InsteadOf(told) : told;

    /// <summary>The table and where it is; never the password, since settings get into logs and messages.</summary>
    public override string ToString() => $"{Database}.{Table} at {string.Join(", ", LoadUrls)} as {Username}";
}
