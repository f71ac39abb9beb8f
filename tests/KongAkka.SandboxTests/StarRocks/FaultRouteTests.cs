using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using KongAkka.SandboxTests.Consuming;

namespace KongAkka.SandboxTests.StarRocks;

/// <summary>Misbehaviour asked for over HTTP.</summary>
public sealed class FaultRouteTests : StarRocksTest
{
    private const string Table = "kong_log_events";

    private readonly HttpClient _http = new();

    [Theory]
    [InlineData("cut-frontend", "UNKNOWN", 0)]
    [InlineData("cut-backend", "UNKNOWN", 0)]
    [InlineData("cut-before-body", "ABORTED", 0)]
    [InlineData("cut-during-body", "ABORTED", 0)]
    [InlineData("cut-before-commit", "ABORTED", 0)]
    [InlineData("cut-after-commit", "VISIBLE", 1)]
    [InlineData("leave-prepared", "PREPARE", 0)]
    [InlineData("redirect-nowhere", "UNKNOWN", 0)]
    [InlineData("redirect-foreign", "UNKNOWN", 0)]
    [InlineData("truncated-answer", "VISIBLE", 1)]
    public async Task A_load_breaks_off_and_its_label_says_how_far_it_came(string fault, string state, int rows)
    {
        await PostAsync($$"""{"fault":"{{fault}}"}""");

        var error = await Assert.ThrowsAnyAsync<Exception>(LoadAsync);

        Assert.True(error is HttpRequestException or JsonException, error.ToString());
        await UntilAsync(async () => await Client.StateAsync("fault") == state);
        Assert.Equal(rows, await Client.CountAsync(Table));
        Assert.Equal($"[{{\"fault\":\"{fault}\",\"times\":1}}]", (await StatusAsync()).GetProperty("played").GetRawText());
    }

    [Theory]
    [InlineData("no-backend-alive", "FAILED", "No backend alive", "UNKNOWN", 0)]
    [InlineData("shutting-down", "Fail", "shutting down", "UNKNOWN", 0)]
    [InlineData("too-many-transactions", "Fail", "current running txns on db", "UNKNOWN", 0)]
    [InlineData("too-many-versions", "Fail", "too many versions", "ABORTED", 0)]
    [InlineData("fail", "Fail", "Cancelled because of a fault", "ABORTED", 0)]
    [InlineData("commit-unknown", "Fail", "Transaction status unknown", "VISIBLE", 1)]
    [InlineData("commit-unknown-aborted", "Fail", "Transaction status unknown", "ABORTED", 0)]
    [InlineData("commit-unknown-prepared", "Fail", "Transaction status unknown", "PREPARE", 0)]
    [InlineData("publish-timeout", "Publish Timeout", "Publish timeout", "COMMITTED", 0)]
    public async Task A_load_is_answered_and_its_label_says_what_is_true(string fault, string status, string message, string state, int rows)
    {
        await PostAsync($$"""{"fault":"{{fault}}"}""");

        var answer = await LoadAsync();

        Assert.Equal(status, answer.Status);
        Assert.Contains(message, answer.Message, StringComparison.Ordinal);
        Assert.Equal(state, await Client.StateAsync("fault"));
        Assert.Equal(rows, await Client.CountAsync(Table));
    }

    [Theory]
    [InlineData("error-frontend", 500, "UNKNOWN")]
    [InlineData("error-backend", 500, "UNKNOWN")]
    [InlineData("error-before-commit", 500, "ABORTED")]
    [InlineData("error-after-commit", 500, "VISIBLE")]
    [InlineData("bad-gateway", 502, "UNKNOWN")]
    [InlineData("redirect-without-location", 307, "UNKNOWN")]
    public async Task A_load_gets_another_status_code(string fault, int code, string state)
    {
        await PostAsync($$"""{"fault":"{{fault}}"}""");

        Assert.Equal(code, (int)(await LoadAsync()).Code);
        // The answer may be there before what it broke off is rolled back.
        await Eventually.TrueAsync(() => Client.StateAsync("fault").GetAwaiter().GetResult() == state, () => $"the label does not become {state}");
    }

    [Theory]
    [InlineData("frontend", "UNKNOWN")]
    [InlineData("backend", "UNKNOWN")]
    [InlineData("before-body", "PREPARE")]
    [InlineData("during-body", "PREPARE")]
    [InlineData("before-commit", "PREPARE")]
    [InlineData("after-commit", "VISIBLE")]
    public async Task A_load_waits_at_each_point_until_it_is_released(string point, string state)
    {
        await PostAsync($$"""{"fault":"delay-{{point}}"}""");
        var load = LoadAsync();

        await UntilAsync(async () => (await StatusAsync()).GetProperty("delayed").GetInt32() == 1);
        Assert.Equal(state, await Client.StateAsync("fault"));
        Assert.False(load.IsCompleted);
        await PostAsync("""{"fault":"release"}""");

        Assert.Equal("Success", (await load).Status);
        Assert.Equal(1, await Client.CountAsync(Table));
    }

    [Theory]
    [InlineData("hang-frontend", "UNKNOWN", "UNKNOWN")]
    [InlineData("hang-backend", "UNKNOWN", "UNKNOWN")]
    [InlineData("hang-before-body", "PREPARE", "ABORTED")]
    [InlineData("hang-during-body", "PREPARE", "ABORTED")]
    [InlineData("hang-before-commit", "PREPARE", "ABORTED")]
    [InlineData("hang-publish", "COMMITTED", "COMMITTED")]
    [InlineData("hang-after-commit", "VISIBLE", "VISIBLE")]
    public async Task A_load_hangs_at_each_point_until_its_client_goes_away(string fault, string meanwhile, string afterwards)
    {
        await PostAsync($$"""{"fault":"{{fault}}"}""");
        using var client = new StreamLoadClient(Server.LoadUrl);
        var load = client.LoadAsync(Table, """[{"message":"m"}]""", StreamLoadClient.Json("fault"));

        await UntilAsync(async () => (await StatusAsync()).GetProperty("played").GetArrayLength() == 1 && await Client.StateAsync("fault") == meanwhile);
        Assert.False(load.IsCompleted);
        client.Dispose();

        await Assert.ThrowsAnyAsync<Exception>(() => load);
        await UntilAsync(async () => await Client.StateAsync("fault") == afterwards);
    }

    [Fact]
    public async Task A_redirect_loop_never_reaches_a_backend()
    {
        await PostAsync("""{"fault":"redirect-loop"}""");
        var target = new Uri(Server.LoadUrl, $"/api/quickstart/{Table}/_stream_load");

        for (var hop = 0; hop < 5; hop++)
        {
            using var answer = await Client.PutAsync(target, new StringContent("[]"), StreamLoadClient.Json());
            Assert.Equal(HttpStatusCode.TemporaryRedirect, answer.StatusCode);
            Assert.Equal(Server.LoadUrl.Port, answer.Headers.Location!.Port);
            target = answer.Headers.Location;
        }

        Assert.Equal("Success", (await LoadAsync()).Status);
    }

    [Fact]
    public async Task State_and_query_misbehave_too()
    {
        await PostAsync("""{"fault":"error-state","status":503}""");
        await PostAsync("""{"fault":"cut-state"}""");
        await PostAsync("""{"fault":"error-query"}""");

        var error = await Assert.ThrowsAsync<HttpRequestException>(() => Client.StateAsync("x"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, error.StatusCode);
        await Assert.ThrowsAsync<HttpRequestException>(() => Client.StateAsync("x"));
        Assert.Equal("UNKNOWN", await Client.StateAsync("x"));
        using var query = await Client.SqlAsync("SELECT 1");
        Assert.Equal(HttpStatusCode.InternalServerError, query.StatusCode);
        Assert.Equal(["[1]"], await Client.SelectAsync("SELECT 1"));
    }

    [Fact]
    public async Task Faults_are_played_as_often_as_asked_shown_and_cleared()
    {
        await PostAsync("""{"fault":"no-backend-alive","times":2}""");
        await PostAsync("""{"fault":"bad-gateway","always":true}""");
        await PostAsync("""{"fault":"random-cuts","share":0.5,"seed":7}""");
        Assert.Equal("FAILED", (await LoadAsync()).Status);

        Assert.Equal(
            """{"waiting":[{"fault":"no-backend-alive","times":1}],"always":["bad-gateway"],"randomCutsShare":0.5,"randomCutsSeed":7,"played":[{"fault":"no-backend-alive","times":1}],"delayed":0}""",
            (await StatusAsync()).GetRawText());
        using var cleared = await _http.DeleteAsync(Route(Server.BackendUrl));
        Assert.Equal("""{"waiting":[],"always":[],"played":[{"fault":"no-backend-alive","times":1}],"delayed":0}""", (await cleared.Content.ReadAsStringAsync()).Trim());
        Assert.Equal("Success", (await LoadAsync()).Status);
    }

    [Theory]
    [InlineData("""{"fault":"cut-after-comit"}""", "There is no fault 'cut-after-comit'; there are bad-gateway, ")]
    [InlineData("""{"fault":"cut-after-commit","time":2}""", "'cut-after-commit' does not know 'time'; it takes always, times.")]
    [InlineData("""{"fault":"cut-after-commit","times":0}""", "'times' is 0; it must be a whole number from 1 to 1000000.")]
    [InlineData("""{"fault":"slow-publish","seconds":"soon"}""", "'seconds' is \"soon\"; it must be a number of seconds from 0 to 86400.")]
    [InlineData("""{"fault":"error-frontend","status":200}""", "'status' is 200; it must be a whole number from 400 to 599.")]
    [InlineData("""{"fault":"random-cuts","share":2}""", "'share' is 2; it must be a number from 0 to 1.")]
    [InlineData("""{"fault":"random-cuts"}""", "'share' is missing; it is a number from 0 to 1.")]
    [InlineData("""{"fault":"redirect-foreign","target":"nowhere"}""", "'target' is \"nowhere\"; it must be an address such as http://127.0.0.1:8040.")]
    [InlineData("""{"fault":"forget-labels","database":"nowhere"}""", "There is no database 'nowhere'; there are quickstart.")]
    [InlineData("""{"fault":"narrow-column","table":"gone","column":"a","bytes":1}""", "There is no table 'quickstart.gone' to alter.")]
    [InlineData("""{"fault":"drop-column","table":"kong_log_events","column":"gone"}""", "Table kong_log_events has no column 'gone'; it has time, stream, message.")]
    [InlineData("""{"times":1}""", "'fault' is missing; it is the name of a fault.")]
    [InlineData("[]", "The body must be a JSON object")]
    [InlineData("nothing", "The body is no JSON")]
    public async Task A_request_that_is_wrong_hears_what_would_be_right(string body, string error)
    {
        using var answer = await SendAsync(body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.StartsWith(error, json.RootElement.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Labels_are_forgotten_or_pushed_out()
    {
        await LoadAsync();
        await PostAsync("""{"fault":"forget-labels"}""");
        Assert.Equal("UNKNOWN", await Client.StateAsync("fault"));
        await LoadAsync();
        await PostAsync("""{"fault":"foreign-loads","count":1000}""");
        Assert.Equal("UNKNOWN", await Client.StateAsync("fault"));
        await LoadAsync();
        await PostAsync("""{"fault":"label-retention","label_keep_max_num":2}""");
        await PostAsync("""{"fault":"foreign-loads"}""");
        Assert.Equal("UNKNOWN", await Client.StateAsync("fault"));
        Assert.Equal(["[2]"], await Client.SelectAsync("SELECT count(*) FROM information_schema.loads"));
    }

    [Fact]
    public async Task Rights_are_taken_and_given_back()
    {
        await PostAsync("""{"fault":"deny-loads"}""");
        await PostAsync("""{"fault":"deny-loads-history"}""");
        Assert.False(Server.MayReadLoads || Server.MayReadLoadsHistory);
        await PostAsync("""{"fault":"allow-loads"}""");
        await PostAsync("""{"fault":"allow-loads-history"}""");
        Assert.True(Server.MayReadLoads && Server.MayReadLoadsHistory);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_frontend_goes_down_and_comes_up(bool askFrontend)
    {
        await PostAsync("""{"fault":"frontend-down"}""", askFrontend ? Server.LoadUrl : Server.BackendUrl);
        await UntilAsync(async () => await IsRefusedAsync());
        await PostAsync("""{"fault":"frontend-up"}""", Server.BackendUrl);
        Assert.Equal("Success", (await LoadAsync()).Status);

        await PostAsync("""{"fault":"frontend-down","seconds":0.1}""", Server.BackendUrl);
        await UntilAsync(async () => !await IsRefusedAsync());
    }

    private async Task<bool> IsRefusedAsync()
    {
        using var probe = new TcpClient();
        try
        {
            await probe.ConnectAsync(Server.LoadUrl.Host, Server.LoadUrl.Port);
            return false;
        }
        catch (SocketException e)
        {
            // A listener that is just closing resets what it had not taken yet.
            return e.SocketErrorCode == SocketError.ConnectionRefused;
        }
    }

    private Task<LoadAnswer> LoadAsync() => Client.LoadAsync(Table, """[{"message":"m"}]""", StreamLoadClient.Json("fault"));

    private Task<HttpResponseMessage> SendAsync(string body, Uri? server = null) =>
        _http.PostAsync(Route(server ?? Server.LoadUrl), new StringContent(body, Encoding.UTF8, "application/json"));

    private async Task PostAsync(string body, Uri? server = null)
    {
        using var answer = await SendAsync(body, server);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task<JsonElement> StatusAsync() => JsonDocument.Parse(await _http.GetStringAsync(Route(Server.BackendUrl))).RootElement;

    private static Uri Route(Uri server) => new(server, "/kongakka/faults");
}
