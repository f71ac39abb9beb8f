using KongAkka.Parsing;
using KongAkka.Pipeline.Sinks.Loading;
using Microsoft.Extensions.Logging;

namespace KongAkka.Pipeline.Sinks.Tables;

/// <summary>
/// Lets no load through before the table was looked at, and looks again every minute, since StarRocks ignores a column that is sent and no longer there:
/// a missing table or column ends the job, trouble in asking is waited out, lesser findings are logged once.
/// </summary>
internal sealed class TableGate : IDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);

    private readonly ITableReader _reader;
    private readonly SinkContext _context;
    private readonly RetryLog _log;
    private readonly SemaphoreSlim _turn = new(1);
    private readonly HashSet<string> _told = [];
    private IReadOnlyList<TableColumn>? _columns;
    private long? _looked;

    public TableGate(ITableReader reader, SinkContext context, RetryLog log)
    {
        _reader = reader;
        _context = context;
        _log = log;
    }

    /// <summary>The rule's columns with the limits that the table had when it was first looked at.</summary>
    public RowSchema Limit(RowSchema schema) => _columns is { } columns ? TableLimits.Apply(schema, columns) : schema;

    /// <summary>Looks at the table as if for the first time: a person may have changed it before this start.</summary>
    /// <exception cref="UnrecoverableException">It does not take the rows.</exception>
    public Task OpenAsync(CancellationToken cancellation) => LookInTurnAsync(isStart: true, cancellation);

    /// <summary>Passes once the table is known to take the rows.</summary>
    /// <exception cref="UnrecoverableException">It does not.</exception>
    public Task PassAsync(CancellationToken cancellation) => IsFresh ? Task.CompletedTask : LookInTurnAsync(isStart: false, cancellation);

    private async Task LookInTurnAsync(bool isStart, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (isStart) (_columns, _looked) = (null, null);
            if (IsFresh) return;
            await LookAsync(cancellation).ConfigureAwait(false);
            if (isStart) Tell(await _reader.LookAroundAsync(_context.Schema, cancellation).ConfigureAwait(false));
            _looked = _context.Time.GetTimestamp();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>What has changed about the table since it was first looked at, or that it cannot be told, as a sentence; null when nothing has, or when it never could be told.</summary>
    public async Task<string?> ChangeAsync(CancellationToken cancellation)
    {
        var reading = await _reader.ReadAsync(_context.Schema, cancellation).ConfigureAwait(false);
        if (_columns is not { } before) return null;
        return reading.Columns is { } now ? TableLimits.Change(_context.Schema, before, now) : "Whether the table has changed cannot be told: its columns cannot be read at present.";
    }

    public void Dispose()
    {
        _reader.Dispose();
        _turn.Dispose();
    }

    private bool IsFresh => _looked is { } looked && _context.Time.GetElapsedTime(looked) < LookEvery;

    private async Task LookAsync(CancellationToken cancellation)
    {
        var patience = new Patience("Check of the table", _context, _log);
        var reading = await _reader.ReadAsync(_context.Schema, cancellation).ConfigureAwait(false);
        while (reading.Findings.FirstOrDefault(finding => finding.Kind == FindingKind.Unavailable) is { } passing)
        {
            await patience.WaitAsync(RetryPace.Soon, new LoadTrouble(passing.What, passing.Remedy), cancellation).ConfigureAwait(false);
            reading = await _reader.ReadAsync(_context.Schema, cancellation).ConfigureAwait(false);
        }

        _columns ??= reading.Columns;
        Tell(reading.Findings);
    }

    private void Tell(IReadOnlyList<TableFinding> findings)
    {
        foreach (var finding in findings)
        {
            if (finding.Kind == FindingKind.Fails) throw new UnrecoverableException(finding.What, finding.Remedy);
            if (_told.Add(finding.What)) _context.Logger.LogWarning("{What} {Remedy}", finding.What, finding.Remedy);
        }
    }
}
