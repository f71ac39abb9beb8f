using KongAkka.Sandbox.StarRocks;
using KongAkka.Sandbox.StarRocks.Labels;

namespace KongAkka.SandboxTests.StarRocks;

public sealed class LabelDialectTests : StarRocksTest
{
    private protected override EmbeddedStarRocksOptions Options => new()
    {
        DuplicateLabelDialect = DuplicateLabelDialect.PlainFail,
        LabelRetention = new LabelRetention(TimeSpan.FromHours(1), 2),
    };

    [Fact]
    public async Task Some_versions_answer_a_held_label_with_a_plain_failure()
    {
        await LoadAsync("a");

        var answer = await LoadAsync("a");

        Assert.Equal("Fail", answer.Status);
        Assert.Equal("Label [a] has already been used.", answer.Message);
        Assert.False(answer.Has("ExistingJobStatus"));
        Assert.Equal("VISIBLE", await Client.StateAsync("a"));
    }

    [Fact]
    public async Task A_label_that_was_evicted_is_unknown_and_loads_again()
    {
        foreach (var label in new[] { "a", "b", "c" }) await LoadAsync(label);

        Assert.Equal("UNKNOWN", await Client.StateAsync("a"));
        Assert.Equal("Success", (await LoadAsync("a")).Status);
        Assert.Equal(4, await Client.CountAsync("kong_log_events"));
    }

    [Fact]
    public async Task A_label_is_made_when_none_is_given()
    {
        var answer = await Client.LoadAsync("kong_log_events", """[{"message":"m"}]""");

        Assert.Equal("VISIBLE", await Client.StateAsync(answer["Label"]));
    }

    [Fact]
    public async Task A_cancel_of_what_is_not_running_is_refused()
    {
        await LoadAsync("a");

        Assert.Contains("\"status\":\"FAILED\"", await Client.PostAsync("/api/quickstart/a/_cancel"), StringComparison.Ordinal);
        Assert.Contains("\"status\":\"FAILED\"", await Client.PostAsync("/api/quickstart/nothing/_cancel"), StringComparison.Ordinal);
        Assert.Contains("unknown database, database=nowhere", await Client.PostAsync("/api/nowhere/a/_cancel"), StringComparison.Ordinal);
    }

    private Task<LoadAnswer> LoadAsync(string label) => Client.LoadAsync("kong_log_events", """[{"message":"m"}]""", StreamLoadClient.Json(label));
}
