using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using KongAkka.Pipeline.Sql.Connecting;
using LinqToDB;
using MySqlConnector;

namespace KongAkka.Jobs.Journal.Databases;

/// <summary>A journal in MySQL or MariaDB.</summary>
internal sealed class MysqlJournal : ServerJournal
{
    private readonly string _connectionString;

    private MysqlJournal(string connectionString, string place)
        : base(place) => _connectionString = connectionString;

    public override string ProviderName => LinqToDB.ProviderName.MySql57MySqlConnector;

    public override DataOptions Options => new DataOptions().UseConnectionString(ProviderName, _connectionString);

    protected override IReadOnlyList<string> Tables { get; } =
    [
        """
        CREATE TABLE IF NOT EXISTS journal (
            ordering BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
            created BIGINT NOT NULL,
            deleted TINYINT(1) NOT NULL,
            persistence_id VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
            sequence_number BIGINT NOT NULL,
            message LONGBLOB NOT NULL,
            tags TEXT NULL,
            manifest VARCHAR(500) NULL,
            identifier INT NULL,
            writer_uuid VARCHAR(128) NULL,
            UNIQUE KEY journal_uq (persistence_id, sequence_number)) ENGINE = InnoDB
        """,
        """
        CREATE TABLE IF NOT EXISTS snapshot (
            persistence_id VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
            sequence_number BIGINT NOT NULL,
            created BIGINT NOT NULL,
            snapshot LONGBLOB NULL,
            manifest VARCHAR(500) NULL,
            serializer_id INT NULL,
            PRIMARY KEY (persistence_id, sequence_number)) ENGINE = InnoDB
        """,
    ];

    protected override IReadOnlyList<string> Fence { get; } =
    [
        $"""
        CREATE TRIGGER journal_fence BEFORE INSERT ON journal FOR EACH ROW
        IF NEW.sequence_number <= (SELECT max(sequence_number) FROM journal WHERE persistence_id = NEW.persistence_id)
        THEN SIGNAL SQLSTATE '23000' SET MYSQL_ERRNO = 1062, MESSAGE_TEXT = '{FenceText}'; END IF
        """,
    ];

    protected override string FenceQuestion => "SELECT count(*) FROM information_schema.triggers WHERE trigger_schema = database() AND trigger_name = 'journal_fence'";

    protected override string ReadOnlyQuestion => "SELECT @@global.read_only";

    /// <summary>Reads a connection string.</summary>
    /// <param name="connectionString">A connection string of MySqlConnector or a JDBC URL.</param>
    /// <param name="journal">The journal.</param>
    /// <param name="fault">What is wrong otherwise; quotes no value.</param>
    public static bool TryParse(string connectionString, [NotNullWhen(true)] out MysqlJournal? journal, [NotNullWhen(false)] out string? fault)
    {
        journal = null;
        if (!MysqlAddress.TryParse(connectionString, null, null, out var address, out fault)) return false;
        if (address.Database.Length == 0)
        {
            fault = "It names no database.";
            return false;
        }

        var options = new MySqlConnectionStringBuilder(address.ConnectionString) { DefaultCommandTimeout = Seconds, ConnectionTimeout = Seconds };
        journal = new MysqlJournal(options.ConnectionString, $"in database {address.Database} at {address.Servers}");
        return true;
    }

    protected override DbConnection Connect() => new MySqlConnection(_connectionString);

    protected override string RemedyOf(DbException failure) => failure is MySqlException mysql
        ? mysql.ErrorCode switch
        {
            MySqlErrorCode.AccessDenied or (MySqlErrorCode)1698 => "Correct user and password in journal.connection-string.",
            MySqlErrorCode.UnknownDatabase => "Create the database; the service makes the tables in it.",
            MySqlErrorCode.DatabaseAccessDenied or MySqlErrorCode.TableAccessDenied => "Grant CREATE, SELECT, INSERT, UPDATE, DELETE and TRIGGER on the database to the user of journal.connection-string.",
            _ => "Check journal.connection-string, the network and that the server is up.",
        }
        : "Check journal.connection-string, the network and that the server is up.";
}
