using System.Globalization;
using KongAkka.Sandbox.StarRocks.Tables;

namespace KongAkka.SandboxTests.StarRocks;

public sealed class ConcurrencyTests : StarRocksTest
{
    private const string Table = "kong_log_events";

    [Fact]
    public async Task Random_cuts_leave_every_row_once_when_a_loader_asks_for_the_label_before_it_loads_again()
    {
        const int Loads = 60;
        Server.Faults.RandomCuts(0.4, 7);

        await Parallel.ForAsync(0, Loads, new ParallelOptions { MaxDegreeOfParallelism = 6 }, async (load, _) => await LoadUntilThereAsync(load));

        Assert.InRange(Server.Faults.Played, 10, 200);
        Assert.Equal([$"[{Loads * 50},{Loads * 50},{Loads}]"],
            await Client.SelectAsync($"SELECT count(*), count(DISTINCT message), count(DISTINCT stream) FROM {Table}"));
        Assert.Equal([$"[{Loads}]"], await Client.SelectAsync("SELECT count(DISTINCT label) FROM information_schema.loads WHERE state = 'FINISHED'"));
    }

    [Fact]
    public async Task Random_cuts_are_the_same_for_the_same_seed()
    {
        Assert.Equal(await OutcomesAsync(), await OutcomesAsync());
    }

    [Fact]
    public async Task A_reader_sees_each_load_whole_or_not_at_all()
    {
        var loads = Task.Run(async () =>
        {
            for (var load = 0; load < 20; load++) await LoadAsync(load, 3000);
        });

        var reads = 0;
        for (; !loads.IsCompleted; reads++)
            Assert.Equal(0, await Client.CountAsync(Table) % 3000);
        await loads;

        Assert.InRange(reads, 2, int.MaxValue);
        Assert.Equal(60_000, await Client.CountAsync(Table));
    }

    [Fact]
    public async Task Tables_change_while_loads_run_and_no_row_is_lost_of_a_load_that_succeeded()
    {
        var loads = Enumerable.Range(0, 30).Select(load => Task.Run(() => LoadAsync(load, 200))).ToArray();
        for (var change = 0; change < 10; change++)
        {
            Server.AlterTable("quickstart", Table, t => t.With(TableColumn.Varchar("more", 10)));
            Server.AlterTable("quickstart", Table, t => t.Without("more"));
            await Client.SelectAsync("SELECT count(*) FROM information_schema.loads");
        }

        var answers = await Task.WhenAll(loads);

        Assert.Equal(answers.Count(a => a.Status == "Success") * 200, await Client.CountAsync(Table));
        Assert.All(answers.Where(a => a.Status != "Success"), a => Assert.Contains("was altered", a.Message, StringComparison.Ordinal));
    }

    private async Task<string> OutcomesAsync()
    {
        Server.Faults.RandomCuts(0.5, 11);
        Server.Labels.ForgetFinished("quickstart");
        var outcomes = "";
        for (var load = 0; load < 20; load++)
        {
            try
            {
                await LoadAsync(load, 1);
                outcomes += "ok ";
            }
            catch (HttpRequestException)
            {
                await UntilAsync(async () => await StateAsync(load) is "VISIBLE" or "ABORTED");
                outcomes += await StateAsync(load) + " ";
            }
        }

        return outcomes;
    }

    private async Task LoadUntilThereAsync(int load)
    {
        while (await StateAsync(load) is not "VISIBLE")
        {
            try
            {
                await LoadAsync(load, 50);
            }
            catch (HttpRequestException)
            {
                await UntilAsync(async () => await StateAsync(load) is "VISIBLE" or "ABORTED");
            }
        }
    }

    private Task<string> StateAsync(int load) => Client.StateAsync(Label(load));

    private Task<LoadAnswer> LoadAsync(int load, int rows) => Client.LoadAsync(
        Table,
        $"[{string.Join(',', Enumerable.Range(0, rows).Select(row => $$"""{"stream":"{{load}}","message":"{{load}} {{row}}"}"""))}]",
        StreamLoadClient.Json(Label(load)));

    private static string Label(int load) => string.Create(CultureInfo.InvariantCulture, $"load_{load}");
}
