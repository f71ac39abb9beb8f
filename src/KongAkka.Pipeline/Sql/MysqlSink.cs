using KongAkka.Parsing;
using KongAkka.Pipeline.RowBatching;
using KongAkka.Pipeline.Sinks;
using KongAkka.Pipeline.Sinks.Loading;
using KongAkka.Pipeline.Sql.Connecting;

namespace KongAkka.Pipeline.Sql;

/// <summary>Loads into a table by <c>INSERT</c> over the MySQL protocol, of StarRocks or of MySQL and MariaDB. Connects when it is opened.</summary>
public sealed class MysqlSink : LabelledSink
{
    private readonly MysqlSettings _settings;
    private readonly MysqlServer _server;

    /// <summary>Makes the sink.</summary>
    /// <param name="settings">The table and how to reach it.</param>
    /// <param name="context">What the job gives.</param>
    public MysqlSink(MysqlSettings settings, SinkContext context)
        : this(settings, context, new MysqlServer(settings))
    {
    }

    private MysqlSink(MysqlSettings settings, SinkContext context, MysqlServer server)
        : base(new InsertChannel(settings, context.Schema, server), new MysqlTableReader(settings, server, context.Time, keepsLabels: true), context)
    {
        _settings = settings;
        _server = server;
    }

    /// <inheritdoc/>
    public override RowWriter CreateWriter(RowSchema schema) => new SqlRowWriter(schema);

    /// <summary>For StarRocks, where a load is one statement, at most what it takes in one.</summary>
    public override LoadLimits Narrow(LoadLimits limits) => _server.Facts is not { Dialect: MysqlDialect.StarRocks } facts ? limits : limits with
    {
        MaxRows = Math.Min(limits.MaxRows, _settings.MaxStatementRows),
        MaxBytes = Math.Min(limits.MaxBytes, facts.MaxPacket - (facts.MaxPacket / 16)),
    };
}
