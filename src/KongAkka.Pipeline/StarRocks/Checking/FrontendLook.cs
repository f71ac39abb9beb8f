using KongAkka.Pipeline.Sinks.Tables;

namespace KongAkka.Pipeline.StarRocks.Checking;

/// <summary>What came of a look at an FE.</summary>
/// <param name="Frontend">The FE.</param>
/// <param name="Backend">The host and port of the BE to which it redirects loads; null when it does not, or loads go to <see cref="StarRocksSettings.BackendUrls"/>.</param>
/// <param name="Findings">What is wrong; empty when loads go through it.</param>
/// <param name="IsAnswered">Whether the FE gave any reply.</param>
public sealed record FrontendLook(Uri Frontend, string? Backend, IReadOnlyList<TableFinding> Findings, bool IsAnswered);
