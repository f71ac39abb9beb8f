using System.Globalization;
using System.Text;
using System.Text.Unicode;
using KongAkka.Sandbox.StarRocks.Faults;
using KongAkka.Sandbox.StarRocks.Labels;
using KongAkka.Sandbox.StarRocks.Loading;
using KongAkka.Sandbox.StarRocks.Queries;
using KongAkka.Sandbox.StarRocks.Storage;
using KongAkka.Sandbox.StarRocks.Tables;

namespace KongAkka.Sandbox.StarRocks.Mysql;

/// <summary>One INSERT, in the FE's order: analysis of the whole statement, label, rows, commit, publish.</summary>
internal sealed class InsertSession(MysqlSession session, StatementFaults faults, LoadFaults loadFaults)
{
    private readonly LoadCounts _counts = new();
    private LoadTransaction? _transaction;
    private long _bytes;

    private Cluster Cluster => session.Handler.Cluster;

    /// <summary>Runs the INSERT.</summary>
    /// <returns>Its answer.</returns>
    /// <exception cref="MysqlRefusedException">It is refused, and its label with it.</exception>
    /// <exception cref="LoadRefusedException">It failed.</exception>
    /// <exception cref="LoadCutException">The connection shall be closed without an answer.</exception>
    public async Task<InsertReply> RunAsync(ReadOnlyMemory<byte> sql)
    {
        _bytes = sql.Length;
        try
        {
            return await InsertAsync(sql);
        }
        catch (Exception e) when (e is LoadRefusedException { LeavesPrepared: true } or LoadCutException { LeavesPrepared: true })
        {
            throw;
        }
        catch (Exception e)
        {
            if (_transaction is not null) Cluster.Labels.Abort(_transaction with { Figures = Figures }, e.Message);
            throw;
        }
    }

    /// <summary>Analyses an INSERT and runs nothing.</summary>
    /// <exception cref="MysqlRefusedException">It would be refused before its values are looked at.</exception>
    public void Explain(ReadOnlySpan<byte> sql)
    {
        var head = InsertHead.Read(sql);
        head.TargetsIn(Find(head).Table);
    }

    private async Task<InsertReply> InsertAsync(ReadOnlyMemory<byte> sql)
    {
        await faults.PlayAsync(loadFaults, FaultPoint.Backend);
        var head = InsertHead.Read(sql.Span);
        var (database, table) = Find(head);
        var rows = OpenTable(database, table);
        try
        {
            Read(sql.Span, head, table, rows);
            Begin(database, table, head.Label);
            await faults.PlayAsync(loadFaults, FaultPoint.BeforeBody);
            await faults.PlayAsync(loadFaults, FaultPoint.DuringBody);
            if (_counts.Filtered > 0) throw new MysqlRefusedException(HasFiltered());
            await faults.PlayAsync(loadFaults, FaultPoint.BeforeCommit);
            var isVisible = await new LoadCommit(Cluster, loadFaults, table, _transaction! with { Figures = Figures }, rows).RunAsync();
            return new InsertReply(_transaction!, _counts.Loaded, isVisible);
        }
        catch
        {
            rows.Dispose();
            throw;
        }
    }

    private (string Database, TableDefinition Table) Find(InsertHead head)
    {
        var database = head.Database ?? session.Database ?? throw new MysqlRefusedException("Getting analyzing error. Detail message: No database selected.");
        if (!Cluster.Catalog.HasDatabase(database)) throw new MysqlRefusedException($"Getting analyzing error. Detail message: Unknown database '{database}'.");
        if (!Cluster.Catalog.TryGet(database, head.Table, out var table))
            throw new MysqlRefusedException($"Getting analyzing error. Detail message: Unknown table '{database}.{head.Table}'.");
        if (!Cluster.LoadRights.Insert) throw new MysqlRefusedException(LoadRights.Denied("INSERT", table.Name));
        return (database, table);
    }

    // What DuckDB finds must be the table that the columns were decided for: its appender trusts their number.
    private RowAppender OpenTable(string database, TableDefinition table)
    {
        using var still = Cluster.Schema.HoldStill();
        if (!Cluster.Catalog.IsCurrent(database, table)) throw new LoadRefusedException(LoadCommit.Altered(database, table));
        return new RowAppender(Cluster.Store, database, table);
    }

    private void Read(ReadOnlySpan<byte> sql, InsertHead head, TableDefinition table, RowAppender rows)
    {
        var row = new LoadRow(table, rows, session.Variables.IsStrict, isCsv: false);
        // As the FE reads it into a Java string: what is no UTF-8 becomes U+FFFD.
        var isValid = Utf8.IsValid(sql[head.ValuesAt..]);
        var values = isValid ? sql[head.ValuesAt..] : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(sql[head.ValuesAt..]));
        new InsertRows(row, _counts, head.TargetsIn(table)).Read(values, 0);
    }

    private void Begin(string database, TableDefinition table, string? label)
    {
        label ??= $"insert_{Guid.NewGuid()}";
        if (!LabelRegistry.IsValid(label)) throw new MysqlRefusedException($"Label format error. regex: ^[-\\w]{{1,128}}$, label: {label}");
        _transaction = Cluster.Labels.TryBegin(database, label, session.Variables.InsertTimeout, out _, table.Name, LoadTransaction.Insert)
            ?? throw new MysqlRefusedException($"Label [{label}] has already been used.");
    }

    private string HasFiltered()
    {
        var text = session.Variables.IsStrict ? "Insert has filtered data in strict mode" : "Insert has filtered data";
        return string.Create(CultureInfo.InvariantCulture,
            $"{text}, txn_id = {_transaction!.Id}, tracking_url=http://127.0.0.1:{session.Handler.BackendPort}/api/_load_error_log?file={Cluster.Errors.Add(_counts.Errors)}");
    }

    private LoadFigures Figures => new(_counts.Loaded, _counts.Filtered, _bytes);
}
