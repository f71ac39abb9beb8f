using KongAkka.Pipeline.Sinks;
using KongAkka.Pipeline.StarRocks.Loading;
using KongAkka.Pipeline.StarRocks.Tables;
using Microsoft.Extensions.Logging;

namespace KongAkka.Pipeline.StarRocks;

/// <summary>
/// Lets no load through before the table was looked at: a missing one ends the job, trouble in asking is waited out, lesser findings are logged.
/// </summary>
internal sealed class TableGate : IDisposable
{
    private readonly TableCheck _check;
    private readonly SinkContext _context;
    private readonly RetryLog _log;
    private readonly SemaphoreSlim _turn = new(1);
    private volatile bool _isOpen;

    public TableGate(StarRocksSettings settings, SinkContext context, RetryLog log)
    {
        _check = new TableCheck(settings, context.Time);
        _context = context;
        _log = log;
    }

    /// <summary>Passes once the table is known to take the rows.</summary>
    /// <exception cref="UnrecoverableException">It does not.</exception>
    public async Task PassAsync(CancellationToken cancellation)
    {
        if (_isOpen) return;
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (_isOpen) return;
            await LookAsync(cancellation).ConfigureAwait(false);
            _isOpen = true;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        _check.Dispose();
        _turn.Dispose();
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        var patience = new Patience("Check of the table", _context, _log);
        var findings = await _check.FindAsync(_context.Schema, cancellation).ConfigureAwait(false);
        while (findings.FirstOrDefault(finding => finding.Kind == FindingKind.Unavailable) is { } passing)
        {
            await patience.WaitAsync(RetryPace.Soon, new LoadTrouble(passing.What, passing.Remedy), cancellation).ConfigureAwait(false);
            findings = await _check.FindAsync(_context.Schema, cancellation).ConfigureAwait(false);
        }

        foreach (var finding in findings)
        {
            if (finding.Kind == FindingKind.Fails) throw new UnrecoverableException(finding.What, finding.Remedy);
            _context.Logger.LogWarning("{What} {Remedy}", finding.What, finding.Remedy);
        }
    }
}
