namespace KongAkka.SandboxTests.StarRocks;

public sealed class LoadTests : StarRocksTest
{
    [Fact]
    public async Task A_load_goes_over_the_redirect_and_its_rows_can_be_selected()
    {
        var answer = await Client.LoadAsync("KONG_ACCESS_LOG",
            """[{"log_time":"2026-01-02 03:04:05","stream":"stdout","client_ip":"10.0.0.1","response_time":0.25,"host_domain":"a-b.example","request_url":"/x","status_code":200,"project_name":"a","original_message":"한글 \"x\"\t\u0000"}]""",
            StreamLoadClient.Json("first"));

        Assert.Equal("Success", answer.Status);
        Assert.Equal((1, 1, 0), answer.Rows);
        Assert.Equal("application/json", answer.ContentType);
        Assert.Equal("VISIBLE", await Client.StateAsync("first"));
        Assert.Equal(
            ["""["2026-01-02 03:04:05","stdout","10.0.0.1",0.25,"a-b.example","/x",200,"a","한글 \"x\"\t\u0000"]"""],
            await Client.SelectAsync("SELECT * FROM KONG_ACCESS_LOG"));
    }
}
