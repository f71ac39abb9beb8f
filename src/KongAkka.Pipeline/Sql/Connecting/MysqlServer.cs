using System.Globalization;
using MySqlConnector;

namespace KongAkka.Pipeline.Sql.Connecting;

/// <summary>Connections to a server, ready for loads: strict about values, and known for what it is. Thread-safe.</summary>
internal sealed class MysqlServer : IDisposable
{
    // Values are refused, never changed without a word, and TIMESTAMP columns get the moments that KST texts mean.
    // A connection that is lost unseen ends, and frees its label, when the attempt is over for this side too.
    private const string StrictSession = "SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION', time_zone = '+09:00', wait_timeout = ";
    private const string StrictInserts = "SET enable_insert_strict = true";

    private readonly MySqlDataSource _source;
    private readonly string? _passwordFile;
    private readonly int _seconds;
    private volatile MysqlFacts? _facts;

    public MysqlServer(MysqlSettings settings)
    {
        _passwordFile = settings.PasswordFile;
        _seconds = (int)Math.Ceiling(settings.Labels.Settled.TotalSeconds);
        var options = new MySqlConnectionStringBuilder(settings.ConnectionString);
        // MySqlConnector asks for a password only where the connection string has none.
        if (_passwordFile is not null) options.Password = "";
        var builder = new MySqlDataSourceBuilder(options.ConnectionString);
        builder.UseConnectionOpenedCallback(PrepareAsync);
        _source = builder.Build();
    }

    /// <summary>What is known of the server; null before the first connection.</summary>
    public MysqlFacts? Facts => _facts;

    /// <summary>Opens a connection.</summary>
    /// <exception cref="MySqlException">The server is not there or does not want it.</exception>
    public async Task<MySqlConnection> OpenAsync(CancellationToken cancellation)
    {
        var connection = _source.CreateConnection();
        if (_passwordFile is { } file) connection.ProvidePasswordCallback = _ => SecretFile.Read(file);
        try
        {
            await connection.OpenAsync(cancellation).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Asks something over a connection.</summary>
    /// <param name="ask">The question.</param>
    /// <param name="otherwise">What a failure comes to.</param>
    /// <param name="cancellation">Abandons it.</param>
    public async Task<T> AskAsync<T>(Func<MySqlConnection, Task<T>> ask, Func<ServerFailure, T> otherwise, CancellationToken cancellation)
    {
        try
        {
            var connection = await OpenAsync(cancellation).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false)) return await ask(connection).ConfigureAwait(false);
        }
        catch (MySqlException e)
        {
            return otherwise(ServerFailure.Of(e));
        }
    }

    /// <summary>Lets no connection be used again that is open now: what is left of a failed load ends with its connection.</summary>
    public static async Task ForgetAsync(MySqlConnection connection)
    {
        await MySqlConnection.ClearPoolAsync(connection).ConfigureAwait(false);
        await connection.CloseAsync().ConfigureAwait(false);
    }

    public void Dispose() => _source.Dispose();

    private async ValueTask PrepareAsync(MySqlConnectionOpenedContext context, CancellationToken cancellation)
    {
        if (!context.Conditions.HasFlag(MySqlConnectionOpenedConditions.New)) return;
        var facts = _facts ??= await MysqlFacts.ReadAsync(context.Connection, cancellation).ConfigureAwait(false);
        using var command = new MySqlCommand(facts.Dialect == MysqlDialect.StarRocks ? StrictInserts : StrictSession + _seconds.ToString(CultureInfo.InvariantCulture), context.Connection);
        await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }
}
