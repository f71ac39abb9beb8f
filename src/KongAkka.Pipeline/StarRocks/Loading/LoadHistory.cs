using System.Globalization;
using KongAkka.Pipeline.Sinks.Loading;
using KongAkka.Pipeline.Sinks.Tables;

namespace KongAkka.Pipeline.StarRocks.Loading;

/// <summary>Asks StarRocks' own tables about loads: <c>information_schema.loads</c>, and <c>_statistics_.loads_history</c> (3.3.6 and later), which keeps them for a month.</summary>
internal sealed class LoadHistory
{
    private static readonly string[] Tables = ["information_schema.loads", "_statistics_.loads_history"];

    private readonly Func<string, CancellationToken, Task<SqlAnswer>> _ask;
    private readonly string _database;

    public LoadHistory(Func<string, CancellationToken, Task<SqlAnswer>> ask, string database)
    {
        _ask = ask;
        _database = SqlLiteral.Text(database);
    }

    /// <summary>How many loads the cluster finished within a time until now, as far as the table goes: it lists about as many as labels are kept by default.</summary>
    /// <returns>The number; null when StarRocks does not tell.</returns>
    public Task<long?> CountFinishedAsync(TimeSpan age, CancellationToken cancellation)
    {
        var seconds = ((long)age.TotalSeconds + 1).ToString(CultureInfo.InvariantCulture);
        return CountAsync(
            $"SELECT COUNT(*) FROM information_schema.loads WHERE TIMESTAMPDIFF(SECOND, LOAD_FINISH_TIME, NOW()) <= {seconds}",
            cancellation);
    }

    /// <summary>Asks a question whose answer is one number.</summary>
    /// <returns>The number; null when StarRocks does not tell.</returns>
    public async Task<long?> CountAsync(string query, CancellationToken cancellation) =>
        await _ask(query, cancellation).ConfigureAwait(false) is SqlAnswer.Rows { Values: [[{ } text]] }
        && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;

    /// <summary>What the tables tell about a label.</summary>
    /// <returns><see cref="LoadState.Visible"/>, <see cref="LoadState.Aborted"/> or <see cref="LoadState.Prepare"/>; <see cref="LoadState.Unknown"/> when they hold nothing of it or may not be read.</returns>
    public async Task<LoadState> FindAsync(string label, CancellationToken cancellation)
    {
        foreach (var table in Tables)
        {
            var answer = await _ask(
                $"SELECT STATE FROM {table} WHERE DB_NAME = {_database} AND LABEL = {SqlLiteral.Text(label)}", cancellation).ConfigureAwait(false);
            if (answer is SqlAnswer.Rows { Values: { Count: > 0 } rows }) return StateOf([.. rows.Select(row => row[0])]);
        }

        return LoadState.Unknown;
    }

    // An aborted attempt is listed beside the one that succeeded under the same label; StarRocks spells COMMITED.
    private static LoadState StateOf(IReadOnlyList<string?> states)
    {
        if (states.Any(state => state is "FINISHED" or "COMMITED" or "COMMITTED")) return LoadState.Visible;
        return states.All(state => state is "CANCELLED") ? LoadState.Aborted : LoadState.Prepare;
    }
}
