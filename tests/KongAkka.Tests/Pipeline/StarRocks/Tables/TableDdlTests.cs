using KongAkka.Parsing;
using KongAkka.Pipeline.Sinks.Tables;
using KongAkka.Pipeline.StarRocks;
using KongAkka.Pipeline.StarRocks.Tables;

namespace KongAkka.Tests.Pipeline.StarRocks.Tables;

public sealed class TableDdlTests
{
    private static readonly StarRocksSettings Settings = new() { LoadUrls = [new Uri("http://fe:8030")], Database = "quickstart", Table = "KONG_ACCESS_LOG" };

    [Fact]
    public void The_table_of_the_access_log_has_a_partition_a_day_and_room_for_long_lines() => Assert.Equal(
        """
        CREATE TABLE `quickstart`.`KONG_ACCESS_LOG` (
            `log_time` DATETIME NULL,
            `stream` VARCHAR(20) NULL,
            `client_ip` VARCHAR(45) NULL,
            `response_time` DOUBLE NULL,
            `host_domain` VARCHAR(255) NULL,
            `request_url` VARCHAR(1000) NULL,
            `status_code` INT NULL,
            `project_name` VARCHAR(100) NULL,
            `original_message` VARCHAR(1048576) NULL
        )
        DUPLICATE KEY (`log_time`)
        PARTITION BY date_trunc('day', `log_time`)
        DISTRIBUTED BY RANDOM
        PROPERTIES ("replication_num" = "1");
        """.ReplaceLineEndings("\n"),
        Statement("access-log"));

    [Fact]
    public void The_table_of_raw_records_is_parted_by_their_time() =>
        Assert.Contains("PARTITION BY date_trunc('day', `time`)\n", Statement("raw"), StringComparison.Ordinal);

    [Theory]
    [InlineData("access-log")]
    [InlineData("raw")]
    public void A_table_made_by_the_script_takes_all_that_the_rule_fills(string rule)
    {
        var schema = Rules.Create(rule).Schema;
        var columns = Statement(rule).Split('\n').Where(line => line.StartsWith("    `", StringComparison.Ordinal)).Select(Read);
        Assert.Empty(TableComparison.Compare(schema, [.. columns]));
    }

    [Fact]
    public void The_article_s_table_stands_beside_it_as_a_comment()
    {
        var comments = string.Join('\n', Script("access-log", Settings).Where(IsComment));
        Assert.Contains("--     `original_message` STRING NULL\n", comments, StringComparison.Ordinal);
        Assert.Contains("-- DISTRIBUTED BY HASH(`log_time`) BUCKETS 10\n", comments, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("root", "'kongakka'@'%'")]
    [InlineData("loader", "'loader'@'%'")]
    [InlineData("o'neil", "'o''neil'@'%'")]
    public void The_grants_name_the_table_and_the_user(string user, string named) => Assert.Contains(
        $"-- GRANT INSERT, SELECT ON TABLE `quickstart`.`KONG_ACCESS_LOG` TO USER {named};", Script("access-log", Settings with { Username = user }));

    [Fact]
    public void A_name_cannot_make_a_second_statement()
    {
        var statement = Script("raw", Settings with { Username = "a\nDROP TABLE b;\r--", Table = "t`; DROP" }).Where(line => !IsComment(line)).ToArray();
        Assert.StartsWith("CREATE TABLE `quickstart`.`t``; DROP` (", statement[0], StringComparison.Ordinal);
        Assert.DoesNotContain(statement, line => line.StartsWith("DROP", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Script(string rule, StarRocksSettings settings) => TableDdl.Script(settings, Rules.Create(rule).Schema);

    private static string Statement(string rule) => string.Join('\n', Script(rule, Settings).Where(line => !IsComment(line)));

    private static bool IsComment(string line) => line.StartsWith("-- ", StringComparison.Ordinal);

    private static TableColumn Read(string line)
    {
        var words = line.Trim().Split('`', ' ', '(', ')');
        return new TableColumn(words[1], words[3].ToLowerInvariant(), words[3] == "VARCHAR" ? long.Parse(words[4], null) : null, IsNullable: true, HasDefault: false);
    }
}
