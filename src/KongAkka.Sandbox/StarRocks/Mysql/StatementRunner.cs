using System.Net;
using System.Text;
using KongAkka.Sandbox.StarRocks.Faults;
using KongAkka.Sandbox.StarRocks.Queries;

namespace KongAkka.Sandbox.StarRocks.Mysql;

/// <summary>Runs one statement of a session: an INSERT, what a session does for itself, or a query that the SQL API runs too.</summary>
internal sealed class StatementRunner(MysqlSession session, PacketWriter output)
{
    private const string NotBuilt =
        "Getting syntax error. Detail message: the embedded StarRocks takes SELECT, SHOW, DESC, [EXPLAIN] INSERT INTO … VALUES, SET, USE, CANCEL LOAD and KILL, one statement at a time.";

    private Cluster Cluster => session.Handler.Cluster;

    /// <summary>Runs the statement and writes its answer.</summary>
    /// <param name="sql">The statement in UTF-8.</param>
    /// <param name="stop">Ends it.</param>
    public async Task RunAsync(ReadOnlyMemory<byte> sql, CancellationToken stop)
    {
        var faults = new StatementFaults(output, stop);
        if (InsertHead.IsInsert(sql.Span)) await InsertAsync(sql, faults);
        else if (InsertHead.IsExplained(sql.Span, out var at)) Explain(sql.Span[at..], faults);
        else await RunAsync(SqlDialect.Bare(Encoding.UTF8.GetString(sql.Span)), faults, stop);
    }

    private async Task InsertAsync(ReadOnlyMemory<byte> sql, StatementFaults faults)
    {
        var loadFaults = Cluster.Faults.ForLoad();
        await faults.PlayAsync(loadFaults, FaultPoint.Frontend);
        var reply = await new InsertSession(session, faults, loadFaults).RunAsync(sql);
        await faults.PlayAsync(loadFaults, FaultPoint.Answer);
        output.Ok(reply.Rows, info: reply.Info);
    }

    private void Explain(ReadOnlySpan<byte> sql, StatementFaults faults)
    {
        new InsertSession(session, faults, Cluster.Faults.ForLoad()).Explain(sql);
        new ResultSet(output).Write(["Explain String"], [["PLAN FRAGMENT 0 (embedded StarRocks)"]]);
    }

    private async Task RunAsync(string sql, StatementFaults faults, CancellationToken stop)
    {
        if (sql.Length == 0) throw new MysqlRefusedException(NotBuilt);
        if (new SessionStatements(session, output).TryRun(sql)) return;
        var query = new ShowStatements(session).ToSelect(sql) ?? sql;
        if (!IsQuery(query)) throw new MysqlRefusedException(NotBuilt);
        if (Cluster.Faults.TryTake(FaultPoint.Query, out var fault)) await faults.PlayAsync(Cluster.Faults, fault);
        using var rows = Start(query);
        await new ResultSet(output).WriteAsync(rows.Reader, stop);
    }

    private Query Start(string query)
    {
        try
        {
            return Query.Start(Cluster, session.Database, query);
        }
        catch (SqlRefusedException e) when (e.StatusCode == HttpStatusCode.BadRequest)
        {
            // The SQL API's own refusal, which names its address.
            throw new MysqlRefusedException(NotBuilt);
        }
    }

    private static bool IsQuery(string sql)
    {
        var word = new string([.. sql.TakeWhile(char.IsAsciiLetter)]).ToUpperInvariant();
        return word is "SELECT" or "WITH" or "SHOW" or "ADMIN" or "DESC" or "DESCRIBE" || sql[0] == '(';
    }
}
