namespace KongAkka.Tests.Service.Http;

public sealed class ManagementRoutesTests
{
    [Fact]
    public async Task Health_is_empty_when_all_is_well_and_says_why_when_it_is_not()
    {
        string? trouble = null;
        await using var host = await AdminHost.StartAsync(null, () => trouble);
        Assert.Equal((200, ""), await host.SendAsync("GET", "/ready"));
        trouble = "the disk is full";
        Assert.Equal((500, "Not Healthy: Check [b] not ok: the disk is full"), await host.SendAsync("GET", "/ready"));
        Assert.Equal((200, ""), await host.SendAsync("GET", "/alive"));
    }

    [Fact]
    public async Task A_service_on_its_own_is_a_cluster_of_one()
    {
        await using var host = await AdminHost.StartAsync();
        var members = await host.GetAsync("/cluster/members");
        Assert.Equal("akka://kongakka", (string)members["selfNode"]!);
        Assert.Equal("Up", (string)members["members"]![0]!["status"]!);
        Assert.Equal((string)members["members"]![0]!["nodeUid"]!, (string)(await host.GetAsync("/cluster/members/akka://kongakka"))["nodeUid"]!);
        Assert.Equal("""{"selfNode":"akka://kongakka","seedNodes":[]}""", (await host.GetAsync("/bootstrap/seed-nodes")).ToJsonString());
    }

    [Theory]
    [InlineData("GET", "/cluster/members/akka://other", 404, """{"message":"Member [akka://other] not found"}""")]
    [InlineData("DELETE", "/cluster/members/akka%3A%2F%2Fother", 404, """{"message":"Member [akka://other] not found"}""")]
    [InlineData("GET", "/cluster/shards/jobs", 404, """{"message":"Shard Region jobs is not started"}""")]
    [InlineData("GET", "/cluster/shards", 200, """{"entityTypeKeys":[]}""")]
    public async Task What_is_not_there_is_told_as_Akka_Management_does(string method, string path, int status, string text)
    {
        await using var host = await AdminHost.StartAsync();
        Assert.Equal((status, text), await host.SendAsync(method, path));
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task The_only_member_neither_leaves_nor_is_downed(string method)
    {
        await using var host = await AdminHost.StartAsync();
        var answer = await host.SendAsync(method, "/cluster/members/kongakka", "operation=Down");
        Assert.Equal(400, answer.Status);
        Assert.StartsWith("""{"message":"Operation not supported""", answer.Text, StringComparison.Ordinal);
    }
}
