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
}
