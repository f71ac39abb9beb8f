using System.Text;
using DuckDB.NET.Data;
using KongAkka.Sandbox.StarRocks.Loading;
using KongAkka.Sandbox.StarRocks.Queries;
using Microsoft.AspNetCore.Connections;

namespace KongAkka.Sandbox.StarRocks.Mysql;

/// <summary>A connection: the login, then one command after another.</summary>
internal sealed class MysqlSession : IDisposable
{
    private readonly MysqlHandler _handler;
    private readonly ConnectionContext _context;
    private readonly PacketReader _input;
    private readonly PacketWriter _output;
    private readonly Lock _lock = new();
    private CancellationTokenSource? _statement;

    public MysqlSession(MysqlHandler handler, int id, ConnectionContext context)
    {
        (_handler, Id, _context) = (handler, id, context);
        _input = new PacketReader(context.Transport.Input);
        _output = new PacketWriter(context.Transport.Output);
    }

    /// <summary>The connection's id.</summary>
    public int Id { get; }

    public MysqlHandler Handler => _handler;

    public SessionVariables Variables { get; } = new();

    /// <summary>The database that names without one belong to, or null.</summary>
    public string? Database { get; private set; }

    /// <summary>Serves the connection until it ends.</summary>
    public async Task RunAsync()
    {
        try
        {
            var handshake = new Handshake(_handler.Cluster.Credentials, _input, _output);
            if (await handshake.RunAsync(Id, _context.ConnectionClosed) is not { } login) return;
            if (login.Database is { } database) Use(database);
            _output.Ok();
            await _output.SendAsync();
            while (await ServeAsync()) await _output.SendAsync();
        }
        catch (MysqlRefusedException e)
        {
            // Outside of a statement a refusal ends the connection.
            _output.Answer(_input.Sequence);
            _output.Error(e.Error);
            await _output.SendAsync();
        }
    }

    /// <summary>Takes another database.</summary>
    /// <exception cref="MysqlRefusedException">There is none of this name.</exception>
    public void Use(string database)
    {
        if (!_handler.Cluster.HasDatabase(database)) throw new MysqlRefusedException(MysqlError.UnknownDatabase(database));
        Database = database;
    }

    /// <summary>Ends the statement that runs, as KILL does.</summary>
    public void Kill(bool alsoConnection)
    {
        lock (_lock) _statement?.Cancel();
        if (alsoConnection) _context.Abort();
    }

    public void Dispose() => _input.Dispose();

    /// <returns>False when the client went away.</returns>
    private async Task<bool> ServeAsync()
    {
        if (await _input.ReadAsync(_context.ConnectionClosed) is not { Length: > 0 } payload) return false;
        _output.Answer(_input.Sequence);
        switch ((MysqlCommand)payload.Span[0])
        {
            case MysqlCommand.Quit:
                return false;
            case MysqlCommand.Query:
                await ReplyAsync(stop => new StatementRunner(this, _output).RunAsync(payload[1..], stop));
                break;
            case MysqlCommand.InitDatabase:
                await ReplyAsync(_ => UseAsync(Encoding.UTF8.GetString(payload.Span[1..])));
                break;
            case MysqlCommand.ResetConnection:
                Variables.Reset();
                _output.Ok();
                break;
            case MysqlCommand.Ping:
                _output.Ok();
                break;
            case MysqlCommand.SetOption:
                _output.EndOfPart();
                break;
            default:
                _output.Error(MysqlError.UnknownCommand);
                break;
        }

        return true;
    }

    private Task UseAsync(string database)
    {
        Use(database);
        _output.Ok();
        return Task.CompletedTask;
    }

    private async Task ReplyAsync(Func<CancellationToken, Task> run)
    {
        using var statement = CancellationTokenSource.CreateLinkedTokenSource(_context.ConnectionClosed);
        lock (_lock) _statement = statement;
        try
        {
            await run(statement.Token);
        }
        catch (Exception e) when (Refusal(e, statement) is { } error)
        {
            _output.Discard();
            _output.Error(error);
        }
        finally
        {
            lock (_lock) _statement = null;
        }
    }

    private MysqlError? Refusal(Exception failure, CancellationTokenSource statement) => failure switch
    {
        MysqlRefusedException refused => refused.Error,
        SqlRefusedException or DuckDBException or LoadRefusedException => MysqlError.Of(failure.Message),
        OperationCanceledException when statement.IsCancellationRequested && !_context.ConnectionClosed.IsCancellationRequested => MysqlError.Interrupted,
        _ => null,
    };
}
