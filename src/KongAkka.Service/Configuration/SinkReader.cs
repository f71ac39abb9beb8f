using KongAkka.Pipeline;
using KongAkka.Pipeline.Parsing;
using KongAkka.Pipeline.Sinks;
using KongAkka.Pipeline.Sql;
using KongAkka.Pipeline.Sql.Connecting;

namespace KongAkka.Service.Configuration;

/// <summary>Reads the section <c>sink</c> of a job.</summary>
internal static class SinkReader
{
    private const string AddressExample = "jdbc:mysql://fe:9030/quickstart?useSSL=false";

    /// <summary>Reads it.</summary>
    /// <param name="sink">The section.</param>
    public static SinkSettings Read(ConfigurationSection sink)
    {
        var type = sink.Choice<SinkType>(
            "type", new("starrocks", SinkType.StarRocks), new("mysql", SinkType.Mysql), new("print", SinkType.Print), new("blackhole", SinkType.Blackhole));
        var onUnfit = sink.Choice<OnUnfit>("on-unfit", new("reject", OnUnfit.Reject), new("truncate", OnUnfit.Truncate), new("null", OnUnfit.Null));
        var starrocks = StarRocksReader.Read(sink.Section("starrocks"), required: type == SinkType.StarRocks);
        var mysql = ReadMysql(sink.Section("mysql"), required: type == SinkType.Mysql);
        return new SinkSettings(type, onUnfit, type == SinkType.StarRocks ? starrocks : null) { Mysql = type == SinkType.Mysql ? mysql : null };
    }

    private static MysqlSettings ReadMysql(ConfigurationSection mysql, bool required)
    {
        var address = ReadAddress(mysql, required);
        var (database, table) = ReadTable(mysql, address, required);
        return new MysqlSettings
        {
            ConnectionString = address?.ConnectionString ?? "",
            PasswordFile = ReadPasswordFile(mysql, required),
            Database = database,
            Table = table,
            LoadTimeout = mysql.Duration("load-timeout", TimeSpan.FromSeconds(1), TimeSpan.FromDays(3)),
            LabelKeepTime = mysql.Duration("label-keep-max-time", TimeSpan.FromSeconds(1), TimeSpan.FromDays(3650)),
            LabelKeepNum = mysql.Int("label-keep-max-num", 1, int.MaxValue),
            MaxStatementRows = mysql.Int("max-statement-rows", 1, int.MaxValue),
            LoadsTable = ReadName(mysql, "loads-table", "kongakka_loads", required),
        };
    }

    private static MysqlAddress? ReadAddress(ConfigurationSection mysql, bool required)
    {
        var text = required ? mysql.RequiredText("connection-string", AddressExample) : mysql.Text("connection-string") ?? "";
        var (username, password) = (mysql.Text("username"), mysql.Text("password"));
        if (text.Length == 0) return null;
        if (!MysqlAddress.TryParse(text, username, password, out var address, out var fault)) mysql.Fault("connection-string", fault, $"Write \"{AddressExample}\" or \"Server=fe;Port=9030;Database=quickstart\".");
        return address;
    }

    private static (string Database, string Table) ReadTable(ConfigurationSection mysql, MysqlAddress? address, bool required)
    {
        var database = address?.Database ?? "";
        var name = ReadName(mysql, "table", "KONG_ACCESS_LOG", required);
        var dot = name.IndexOf('.');
        if (dot >= 0) (database, name) = (name[..dot], name[(dot + 1)..]);
        if (address is not null && database.Length == 0 && name.Length > 0) mysql.Fault("table", "No database is named, neither here nor in connection-string.", $"Write database.{name}.");
        return (database, name);
    }

    internal static string? ReadPasswordFile(ConfigurationSection section, bool required)
    {
        const string Key = "password-file";
        if (section.Text(Key) is not { } file || !required) return null;
        if (section.Text("password") is { Length: > 0 }) section.Fault(Key, "password is set beside it.", "Leave out one of them.");
        try
        {
            SecretFile.Read(file);
        }
        catch (IOException e)
        {
            section.Fault(Key, e.Message, "Name a file that the service may read and that holds the password alone.");
        }

        return file;
    }

    internal static string ReadName(ConfigurationSection section, string key, string example, bool required)
    {
        var name = required ? section.RequiredText(key, example) : section.Text(key) ?? "";
        if (name.IndexOfAny(['/', '`', '?', '#', '\n']) >= 0) section.Fault(key, $"\"{name}\" is not a name.", "Write the plain name without `, / and the like; the database has a key of its own.");
        return name;
    }
}
