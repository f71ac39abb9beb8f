using KongAkka.Parsing;
using KongAkka.Pipeline;
using KongAkka.Pipeline.RowBatching;
using KongAkka.Pipeline.Sinks;
using KongAkka.Pipeline.Sinks.Tables;
using KongAkka.Pipeline.Sql;
using KongAkka.Pipeline.Sql.Connecting;
using KongAkka.Pipeline.Sql.Inserting;
using KongAkka.Pipeline.Telemetry;
using KongAkka.SandboxTests.Consuming;
using KongAkka.ServerTests.Databases;
using MySqlConnector;

namespace KongAkka.ServerTests.Sql;

/// <summary>The sink itself against a real MariaDB.</summary>
public sealed class SqlSinkTests(RealMariaDb server) : IClassFixture<RealMariaDb>, IAsyncLifetime
{
    private static readonly RowSchema Schema = new(
        new Column("log_time", ColumnType.DateTime), new Column("status_code", ColumnType.Int), new Column("response_time", ColumnType.Double), new Column("message", ColumnType.Varchar, 65533));

    private readonly LogLines _log = new();
    private string _database = "";
    private long _number;

    public async Task InitializeAsync()
    {
        if (RealMariaDb.Program is null) return;
        _database = await server.NewDatabaseAsync();
        await ExecuteAsync("CREATE TABLE {0}.t (log_time DATETIME, status_code INT, response_time DOUBLE, message VARCHAR(1000)) CHARACTER SET utf8mb4");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [MariaDbFact]
    public async Task Values_arrive_as_they_were_sent()
    {
        string[] texts = ["plain", "it's \"quoted\" \\ back\\slashed '' \\' %_", "한글 로그 😀", "nul \0 tab \t lf \n cr \r sub \u001a bell \a ff \f", "@x ? -- # /* */ ;", ""];
        await using var sink = await OpenAsync();
        await sink.LoadAsync(Load(texts), default);
        await using var connection = await server.ConnectAsync();
        await using var command = new MySqlCommand($"SELECT message, log_time, status_code, response_time FROM {_database}.t ORDER BY status_code", connection);
        await using var reader = await command.ExecuteReaderAsync();
        foreach (var (text, index) in texts.Select((text, index) => (text, index)))
        {
            Assert.True(await reader.ReadAsync());
            Assert.Equal((text, new DateTime(2026, 1, 2, 3, 4, 5), index, index / 8.0), (reader.GetString(0), reader.GetDateTime(1), reader.GetInt32(2), reader.GetDouble(3)));
        }
    }

    [MariaDbFact]
    public async Task A_load_that_is_sent_again_is_loaded_once_and_known_afterwards()
    {
        var load = Load("a", "b");
        await using (var sink = await OpenAsync())
        {
            Assert.Equal(LoadFate.NotLoaded, await sink.FindAsync(load.Plan, default));
            await sink.LoadAsync(load, default);
            await sink.LoadAsync(load, default);
        }

        await using var other = await OpenAsync();
        Assert.Equal(LoadFate.Loaded, await other.FindAsync(load.Plan, default));
        await other.LoadAsync(load, default);
        Assert.Equal(2, await RowsAsync());
    }

    [MariaDbFact]
    public async Task Two_processes_that_send_the_same_load_at_once_load_it_once()
    {
        for (var round = 0; round < 20; round++)
        {
            var load = Load([.. Enumerable.Range(0, 50).Select(i => $"{round} {i}")]);
            var sinks = await Task.WhenAll(OpenAsync(), OpenAsync(), OpenAsync());
            await Task.WhenAll(sinks.Select(sink => sink.LoadAsync(load, default)));
            foreach (var sink in sinks) await sink.DisposeAsync();
            Assert.Equal(50 * (round + 1), await RowsAsync());
        }
    }

    [MariaDbFact]
    public async Task A_load_of_many_statements_is_there_whole_or_not_at_all()
    {
        await ExecuteAsync("ALTER TABLE {0}.t ADD CONSTRAINT no_last CHECK (status_code <> 2999)");
        await using var sink = await OpenAsync();
        var texts = Enumerable.Range(0, 3000).Select(i => $"{i} {new string('x', 900)}").ToArray();
        await Assert.ThrowsAsync<RowsRefusedException>(() => sink.LoadAsync(Load(texts), default));
        Assert.Equal(0, await RowsAsync());
        await sink.LoadAsync(Load(texts[..2999]), default);
        Assert.Equal(2999, await RowsAsync());
    }

    [MariaDbFact]
    public async Task One_row_that_does_not_fit_is_the_rows_fault_and_many_are_the_tables()
    {
        await using var sink = await OpenAsync();
        var refused = await Assert.ThrowsAsync<RowsRefusedException>(() => sink.LoadAsync(Load(["short", new string('x', 1001)]), default));
        Assert.Contains("message", refused.Detail, StringComparison.Ordinal);

        using var patience = new CancellationTokenSource();
        var waiting = sink.LoadAsync(Load([.. Enumerable.Repeat(new string('x', 1001), 100)]), patience.Token);
        await Eventually.TrueAsync(() => sink.Trouble is not null, () => $"{_log}");
        Assert.StartsWith("100 of 100 rows are refused.", sink.Trouble, StringComparison.Ordinal);
        await ExecuteAsync("ALTER TABLE {0}.t MODIFY message TEXT");
        await waiting.WaitAsync(Eventually.Patience);
        Assert.Equal(100, await RowsAsync());
    }

    [MariaDbFact]
    public async Task Limits_of_columns_are_counted_in_characters()
    {
        await using var sink = Sink();
        var column = (await sink.OpenAsync(Schema, default)).Columns[3];
        Assert.Equal((4000, 1000), (column.MaxBytes, column.MaxCharacters));
    }

    [MariaDbTheory]
    [InlineData("DROP TABLE {0}.t", "has no table")]
    [InlineData("ALTER TABLE {0}.t DROP COLUMN message", "no column message")]
    [InlineData("ALTER TABLE {0}.t ENGINE = MyISAM", "knows no transactions")]
    public async Task A_table_that_cannot_take_loads_ends_the_job_before_it_begins(string change, string what)
    {
        await ExecuteAsync(change);
        await using var sink = Sink();
        var end = await Assert.ThrowsAsync<UnrecoverableException>(() => sink.OpenAsync(Schema, default));
        Assert.Contains(what, end.Message, StringComparison.Ordinal);
        using var check = new MysqlCheck(Settings());
        Assert.Contains(await check.FindAsync(Schema, default), finding => finding.What.Contains(what, StringComparison.Ordinal));
    }

    [MariaDbTheory]
    [InlineData("ALTER TABLE {0}.kongakka_loads ENGINE = MyISAM", "knows no transactions")]
    [InlineData("ALTER TABLE {0}.kongakka_loads DROP PRIMARY KEY", "has no unique key of its column label alone")]
    [InlineData("ALTER TABLE {0}.kongakka_loads DROP PRIMARY KEY, ADD PRIMARY KEY (label, target)", "has no unique key of its column label alone")]
    [InlineData("ALTER TABLE {0}.kongakka_loads DROP COLUMN kept_until", "has no column kept_until")]
    public async Task A_table_of_labels_that_cannot_keep_them_ends_the_job_before_it_begins(string change, string what)
    {
        await using (await OpenAsync()) await ExecuteAsync(change);
        await using var sink = Sink();
        var end = await Assert.ThrowsAsync<UnrecoverableException>(() => sink.OpenAsync(Schema, default));
        Assert.Contains(what, end.Message, StringComparison.Ordinal);
        using var check = new MysqlCheck(Settings());
        Assert.Contains(await check.FindAsync(Schema, default), finding => finding.What.Contains(what, StringComparison.Ordinal));
    }

    [MariaDbTheory]
    [InlineData("SELECT", "SELECT, INSERT, DELETE", "INSERT command denied")]
    [InlineData("SELECT, INSERT", "SELECT, DELETE", "INSERT command denied")]
    [InlineData("SELECT, INSERT", "SELECT, INSERT", "DELETE command denied")]
    [InlineData("SELECT, INSERT", "SELECT, INSERT, DELETE", null)]
    public async Task A_right_that_a_load_needs_is_missed_before_a_row_is_sent(string onTable, string onLabels, string? words)
    {
        await using (await OpenAsync()) await server.ExecuteAsync($"CREATE USER IF NOT EXISTS rights_{_database}@'%' IDENTIFIED BY 'p'");
        await server.ExecuteAsync($"GRANT {onTable} ON {_database}.t TO rights_{_database}@'%'");
        await server.ExecuteAsync($"GRANT {onLabels} ON {_database}.kongakka_loads TO rights_{_database}@'%'");
        using var check = new MysqlCheck(Settings($"rights_{_database}", "p"));
        var missing = (await check.FindAsync(Schema, default)).Where(f => f.Kind == FindingKind.Fails).ToArray();
        Assert.Equal(words is not null, missing.Length > 0);
        Assert.All(missing, f => Assert.Contains(words!, f.What, StringComparison.Ordinal));
    }

    [MariaDbFact]
    public async Task A_connection_that_the_server_ended_in_the_pool_is_replaced()
    {
        using var connections = new MysqlServer(Settings());
        await using var other = await server.ConnectAsync();
        string id;
        await using (var pooled = await connections.OpenAsync(default)) id = (await Question.AskAsync(pooled, "SELECT CONNECTION_ID()", default))[0][0]!;
        var deadline = DateTime.UtcNow + Eventually.Patience;
        while ((await Question.AskAsync(other, $"SELECT ID FROM information_schema.PROCESSLIST WHERE ID = {id}", default)).Count > 0)
        {
            Assert.True(DateTime.UtcNow < deadline, "The server does not end it.");
            await KillAsync(other, id);
            // The pause between two looks at whether it has ended.
            await Task.Delay(10);
        }

        await using var again = await connections.OpenAsync(default);
        Assert.NotEqual(id, (await Question.AskAsync(again, "SELECT CONNECTION_ID()", default))[0][0]);
    }

    private static async Task KillAsync(MySqlConnection other, string id)
    {
        try
        {
            await Question.AskAsync(other, $"KILL {id}", default);
        }
        catch (MySqlException e) when (e.ErrorCode == MySqlErrorCode.NoSuchThread)
        {
            // It ends at this moment, or is between two commands.
        }
    }

    [MariaDbFact]
    public async Task A_connection_that_is_lost_unseen_frees_its_label_soon()
    {
        using var connections = new MysqlServer(Settings() with { LoadTimeout = TimeSpan.FromSeconds(90) });
        await using var connection = await connections.OpenAsync(default);
        Assert.Equal([["120"]], await Question.AskAsync(connection, "SELECT @@session.wait_timeout", default));
    }

    [MariaDbFact]
    public async Task Wrong_credentials_are_waited_out()
    {
        await server.ExecuteAsync($"CREATE USER IF NOT EXISTS {_database}@'%' IDENTIFIED BY 'old'");
        await server.ExecuteAsync($"GRANT SELECT, INSERT, CREATE, DELETE ON {_database}.* TO {_database}@'%'");
        await using var sink = Sink(Settings(_database, "new"));
        var opening = sink.OpenAsync(Schema, default);
        await Eventually.TrueAsync(() => sink.Trouble is not null, () => $"{_log}");
        Assert.Contains("1045", sink.Trouble, StringComparison.Ordinal);
        Assert.DoesNotContain("new'", sink.Trouble, StringComparison.Ordinal);
        await server.ExecuteAsync($"ALTER USER {_database}@'%' IDENTIFIED BY 'new'");
        await opening.WaitAsync(Eventually.Patience);
    }

    [MariaDbFact]
    public async Task A_missing_right_ends_the_job_and_names_the_grant()
    {
        await server.ExecuteAsync($"CREATE USER IF NOT EXISTS reader_{_database}@'%' IDENTIFIED BY 'p'");
        await server.ExecuteAsync($"GRANT SELECT ON {_database}.* TO reader_{_database}@'%'");
        await using var sink = Sink(Settings($"reader_{_database}", "p"));
        var end = await Assert.ThrowsAsync<UnrecoverableException>(() => sink.OpenAsync(Schema, default));
        Assert.Contains("Grant INSERT", end.Message, StringComparison.Ordinal);
    }

    [MariaDbFact]
    public async Task Labels_that_are_old_are_deleted_and_no_longer_trusted()
    {
        var load = Load("a");
        await using (var sink = await OpenAsync()) await sink.LoadAsync(load, default);
        await ExecuteAsync("UPDATE {0}.kongakka_loads SET kept_until = kept_until - INTERVAL 4 DAY");
        await using var later = await OpenAsync();
        Assert.Equal(0, await server.NumberAsync($"SELECT count(*) FROM {_database}.kongakka_loads"));
        var old = load.Plan with { PlannedAt = load.Plan.PlannedAt - TimeSpan.FromDays(4) };
        Assert.Equal(LoadFate.Forgotten, await later.FindAsync(old, default));
        await Assert.ThrowsAsync<LoadInDoubtException>(() => later.LoadAsync(load with { Plan = old, IsRecovered = true, IsForgotten = true }, default));
        await ExecuteAsync("DELETE FROM {0}.t");
        await later.LoadAsync(load with { Plan = old, IsRecovered = true, IsForgotten = true }, default);
        Assert.Equal(1, await RowsAsync());
    }

    [MariaDbFact]
    public async Task Labels_of_a_job_that_trusts_them_for_longer_stay()
    {
        var load = Load("a");
        await using (var sink = await OpenAsync()) await sink.LoadAsync(load, default);
        await ExecuteAsync("UPDATE {0}.kongakka_loads SET loaded_at = loaded_at - INTERVAL 2 HOUR, kept_until = kept_until - INTERVAL 2 HOUR");
        await using var other = Sink(Settings() with { LabelKeepTime = TimeSpan.FromHours(1) });
        await other.OpenAsync(Schema, default);
        Assert.Equal(1, await server.NumberAsync($"SELECT count(*) FROM {_database}.kongakka_loads"));
    }

    private async Task<MysqlSink> OpenAsync()
    {
        var sink = Sink();
        await sink.OpenAsync(Schema, default);
        return sink;
    }

    private MysqlSink Sink(MysqlSettings? settings = null)
    {
        var backoff = Backoff.Default with { Initial = TimeSpan.FromMilliseconds(20), Max = TimeSpan.FromMilliseconds(200) };
        return new MysqlSink(settings ?? Settings(), new SinkContext(Schema, backoff, new PathCounters(), _log, TimeProvider.System));
    }

    private MysqlSettings Settings(string? user = null, string? password = null)
    {
        Assert.True(MysqlAddress.TryParse(server.To(_database), user, password, out var address, out var fault), fault);
        return new MysqlSettings { ConnectionString = address.ConnectionString, Database = _database, Table = "t" };
    }

    private PlannedLoad Load(params string[] texts)
    {
        var rows = new RowBatch(Schema);
        var body = new LoadBody();
        var writer = new SqlRowWriter(Schema);
        for (var i = 0; i < texts.Length; i++)
        {
            var cells = rows.AddRow(i);
            cells[0] = JsonText.Append("2026-01-02 03:04:05", rows);
            cells[1] = Cell.Of(i);
            cells[2] = Cell.Of(i / 8.0);
            cells[3] = JsonText.Append(texts[i], rows);
            writer.Append(rows, i, body);
        }

        var number = _number++;
        OffsetRange[] ranges = [new(0, number, number + 1, 1)];
        var plan = new LoadPlan(number, LoadLabel.Of(_database, number, ranges), $"{_database}.t", ranges, texts.Length, "rule", DateTimeOffset.UtcNow, number);
        return new PlannedLoad(plan, new LoadBatch(number, ranges, texts.Length, body));
    }

    private Task ExecuteAsync(string sql) => server.ExecuteAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, sql, _database));

    private Task<long> RowsAsync() => server.NumberAsync($"SELECT count(*) FROM {_database}.t");
}
