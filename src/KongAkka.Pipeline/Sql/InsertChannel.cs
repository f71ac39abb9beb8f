using System.Globalization;
using KongAkka.Parsing;
using KongAkka.Pipeline.RowBatching;
using KongAkka.Pipeline.Sinks.Loading;
using KongAkka.Pipeline.Sinks.Tables;
using KongAkka.Pipeline.Sql.Connecting;
using KongAkka.Pipeline.Sql.Inserting;
using MySqlConnector;

namespace KongAkka.Pipeline.Sql;

/// <summary>Loads by <c>INSERT</c> over the MySQL protocol, and asks the same server what became of loads.</summary>
internal sealed class InsertChannel : ILoadChannel
{
    private readonly MysqlSettings _settings;
    private readonly RowSchema _schema;
    private readonly MysqlServer _server;
    private readonly StarRocksInserts _starRocks;
    private readonly TransactionalInserts _transactional;

    public InsertChannel(MysqlSettings settings, RowSchema schema, MysqlServer server)
    {
        var columns = string.Join(", ", schema.Columns.Select(column => SqlLiteral.Name(column.Name)));
        _settings = settings;
        _schema = schema;
        _server = server;
        _starRocks = new StarRocksInserts(settings, columns);
        _transactional = new TransactionalInserts(settings, columns);
        Terms = settings.Labels;
    }

    public LabelTerms Terms { get; }

    private IInserts Inserts => _server.Facts?.Dialect == MysqlDialect.StarRocks ? _starRocks : _transactional;

    public async Task<LoadAttempt> SendAsync(string label, LoadBatch batch, CancellationToken cancellation)
    {
        MySqlConnection? connection = null;
        try
        {
            connection = await _server.OpenAsync(cancellation).ConfigureAwait(false);
            if (Inserts.Oversize(batch, _server.Facts!.MaxPacket) is { } reason)
                return new LoadAttempt(new LoadDecision.Refused(new LoadTrouble(reason, "Lower batch.max-rows or batch.max-bytes."), 1, null), MayHaveArrived: false);
            var rows = await Inserts.LoadAsync(connection, label, batch, _server.Facts.MaxPacket, cancellation).ConfigureAwait(false);
            return new LoadAttempt(After(rows, batch.Rows), MayHaveArrived: true);
        }
        catch (MySqlException e)
        {
            if (connection is not null) await MysqlServer.ForgetAsync(connection).ConfigureAwait(false);
            var decision = InsertFailure.Decide(ServerFailure.Of(e), _server.Facts?.Dialect);
            return new LoadAttempt(await WithCountAsync(decision, label, batch, cancellation).ConfigureAwait(false), connection is not null);
        }
        finally
        {
            if (connection is not null) await connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    public Task<StateAnswer> AskAsync(string label, CancellationToken cancellation) => _server.AskAsync<StateAnswer>(
        async connection => new StateAnswer.Known(await Inserts.FindAsync(connection, label, cancellation).ConfigureAwait(false)),
        failure => InsertFailure.Of(failure, _server.Facts?.Dialect) is { Verdict: not FailureVerdict.Stop } known
            ? new StateAnswer.Unanswered(new LoadTrouble(failure.ToString(), known.Remedy))
            : new StateAnswer.Refused(new LoadTrouble($"The server refuses to tell the label's state: {failure.Words}", $"Let {_settings.Database}.{_settings.LoadsTable} be there and readable, and start the job again.")),
        cancellation);

    public Task CancelAsync(string label, CancellationToken cancellation) => _server.AskAsync(
        async connection =>
        {
            await Inserts.CancelAsync(connection, label, cancellation).ConfigureAwait(false);
            return true;
        },
        _ => false,
        cancellation);

    public Task<long?> CountFinishedAsync(TimeSpan age, CancellationToken cancellation) =>
        _server.AskAsync(connection => Inserts.CountFinishedAsync(connection, age, cancellation), _ => null, cancellation);

    public Task<LoadState> RecallAsync(string label, CancellationToken cancellation) =>
        _server.AskAsync(connection => Inserts.FindAsync(connection, label, cancellation), _ => LoadState.Unknown, cancellation);

    public IReadOnlyList<string> RowQuestions(LoadBatch batch) =>
        Sinks.Loading.RowQuestions.Of(_settings.Database, _settings.Table, _schema, TupleReader.Read(batch.Body, Sinks.Loading.RowQuestions.Step(batch.Rows)));

    public Task<long?> CountAsync(string question, CancellationToken cancellation) => _server.AskAsync<long?>(
        async connection => await Question.AskAsync(connection, question, cancellation).ConfigureAwait(false) is [[{ } text]] ? long.Parse(text, CultureInfo.InvariantCulture) : null,
        _ => null,
        cancellation);

    public Task<string> FetchEvidenceAsync(Uri address, CancellationToken cancellation) => Task.FromResult("");

    public void Dispose() => _server.Dispose();

    private static LoadDecision After(long? rows, int sent) => rows is null || rows == sent
        ? new LoadDecision.Committed()
        : new LoadDecision.Stop(new LoadTrouble($"The server inserted {rows} rows of {sent}.", "Find out what changes the load on its way (a trigger, a view, a proxy), and start the job again."));

    private async Task<LoadDecision> WithCountAsync(LoadDecision decision, string label, LoadBatch batch, CancellationToken cancellation)
    {
        if (decision is not LoadDecision.AskState { Otherwise: LoadDecision.Refused refused }) return decision;
        var count = await _server.AskAsync(
            connection => Inserts.CountRefusedAsync(connection, label, batch, _server.Facts!.MaxPacket, cancellation), _ => null, cancellation).ConfigureAwait(false);
        return new LoadDecision.AskState(refused with { Rows = count });
    }
}
