using KongAkka.Service.Commands;

namespace KongAkka.Tests.Service;

public sealed class PrintedTablesTests
{
    [Fact]
    public void Each_table_is_made_once_and_a_job_without_one_says_so()
    {
        var script = PrintedTables.Of(ConfigurationSample.Read("""
            kongakka.jobs.again = ${kongakka.jobs.j} { source.group-id = other }
            kongakka.jobs.other = ${kongakka.jobs.j} { rule = raw, sink.starrocks.table = r }
            kongakka.jobs.shown = ${kongakka.jobs.j} { sink.type = print }
            """).Jobs).ToArray();
        Assert.Equal(["CREATE TABLE `d`.`t` (", "CREATE TABLE `d`.`r` ("], script.Where(line => line.StartsWith("CREATE", StringComparison.Ordinal)));
        Assert.Equal(2, script.Count(line => line.EndsWith(';') && !line.StartsWith("--", StringComparison.Ordinal)));
        Assert.Contains("-- Job again fills the table of job j.", script);
        Assert.Contains("-- Job shown has no table: its sink is print.", script);
    }

    [Theory]
    [InlineData("User ID=loader;", "'loader'@'%'")]
    [InlineData("User ID=root;", "'kongakka'@'%'")]
    [InlineData("", "'kongakka'@'%'")]
    public void A_user_of_MySQL_or_MariaDB_is_granted_the_table_and_that_of_labels(string user, string named)
    {
        var script = PrintedTables.Of(ConfigurationSample.Read($$"""
            kongakka.jobs.j.sink { type = mysql, mysql { connection-string = "Server=db;{{user}}Database=q", table = t } }
            """).Jobs).ToArray();
        Assert.Contains($"-- GRANT SELECT, INSERT ON `q`.`t` TO {named};", script);
        Assert.Contains($"-- GRANT SELECT, INSERT, DELETE, CREATE ON `q`.`kongakka_loads` TO {named};", script);
    }
}
