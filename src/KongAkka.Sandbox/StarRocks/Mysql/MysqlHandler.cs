using System.Collections.Concurrent;
using KongAkka.Sandbox.StarRocks.Loading;
using Microsoft.AspNetCore.Connections;

namespace KongAkka.Sandbox.StarRocks.Mysql;

/// <summary>The FE's listener for the MySQL protocol: its connections, by their ids. Thread-safe.</summary>
/// <param name="cluster">What they share.</param>
/// <param name="backendPort">The BE's port, which error logs are had from.</param>
internal sealed class MysqlHandler(Cluster cluster, int backendPort)
{
    private readonly ConcurrentDictionary<int, MysqlSession> _sessions = new();
    private int _lastId;

    public Cluster Cluster => cluster;

    public int BackendPort => backendPort;

    /// <summary>Serves a connection until it ends.</summary>
    public async Task HandleAsync(ConnectionContext context)
    {
        var id = Interlocked.Increment(ref _lastId);
        using var session = new MysqlSession(this, id, context);
        _sessions[id] = session;
        try
        {
            await session.RunAsync();
        }
        catch (Exception e) when (e is LoadCutException)
        {
            context.Abort();
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ConnectionAbortedException)
        {
            // The client or the server went away: there is nobody to tell.
        }
        finally
        {
            _sessions.TryRemove(id, out _);
        }
    }

    /// <summary>Ends what a connection is doing.</summary>
    /// <param name="id">The connection.</param>
    /// <param name="alsoConnection">Whether the connection ends too.</param>
    /// <returns>Whether it is there.</returns>
    public bool Kill(int id, bool alsoConnection)
    {
        if (!_sessions.TryGetValue(id, out var session)) return false;
        session.Kill(alsoConnection);
        return true;
    }
}
