using System.Net;

namespace KongAkka.SandboxTests.StarRocks;

public sealed class TransportTests : StarRocksTest
{
    private const string Path = "/api/quickstart/kong_log_events/_stream_load";
    private const string Row = """[{"stream":"stdout"}]""";

    [Fact]
    public void The_frontend_redirects_before_it_has_seen_a_byte_of_the_body()
    {
        using var connection = new RawConnection(Server.LoadUrl);
        connection.Send(RawConnection.PutHead(Path + "?a=b%20c", "label: x", "Expect: 100-continue", "Content-Length: 100"));

        var answer = connection.ReadAnswer();

        Assert.StartsWith("HTTP/1.1 307 ", answer, StringComparison.Ordinal);
        Assert.Contains($"Location: {Server.BackendUrl.GetLeftPart(UriPartial.Authority)}{Path}?a=b%20c\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("Connection: close\r\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_frontend_refuses_a_load_without_an_expectation()
    {
        using var answer = await Client.PutAsync(new Uri(Server.LoadUrl, Path), new StringContent(Row), StreamLoadClient.Json(), expectContinue: false);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Contains("\"Status\": \"FAILED\"", text, StringComparison.Ordinal);
        Assert.Contains("There is no 100-continue header", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("root", "wrong")]
    [InlineData("somebody", "")]
    public async Task The_frontend_answers_401_to_wrong_credentials(string user, string password)
    {
        using var stranger = new StreamLoadClient(Server.LoadUrl, user, password);
        using var answer = await stranger.PutAsync(new Uri(Server.LoadUrl, Path), new StringContent(Row), StreamLoadClient.Json());

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("Basic realm=\"\"", answer.Headers.WwwAuthenticate.ToString());
        Assert.Contains($"Access denied for {user}@", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_backend_wants_the_credentials_again_and_answers_200()
    {
        using var stranger = new StreamLoadClient(Server.BackendUrl, "root", "wrong");
        var answer = await stranger.LoadAsync("kong_log_events", Row);

        Assert.Equal(HttpStatusCode.OK, answer.Code);
        Assert.Equal("Fail", answer.Status);
        Assert.Equal("no valid Basic authorization", answer.Message);
    }

    [Fact]
    public async Task The_backend_says_continue_and_takes_a_body_of_known_length()
    {
        using var connection = new RawConnection(Server.BackendUrl);
        connection.Send(RawConnection.PutHead(Path, "label: known", "Expect: 100-continue", $"Content-Length: {Row.Length}"));

        Assert.StartsWith("HTTP/1.1 100 Continue", connection.ReadAnswer(), StringComparison.Ordinal);
        connection.Send(Row);
        Assert.Contains("\"Status\": \"Success\"", connection.ReadAnswer(), StringComparison.Ordinal);
        Assert.Equal(1, await Client.CountAsync("kong_log_events"));
    }

    [Fact]
    public async Task The_backend_takes_a_chunked_body()
    {
        using var connection = new RawConnection(Server.BackendUrl);
        connection.Send(RawConnection.PutHead(Path, "label: chunked", "Transfer-Encoding: chunked"));
        foreach (var part in Row.Chunk(5)) connection.Send($"{part.Length:x}\r\n{new string(part)}\r\n");
        connection.Send("0\r\n\r\n");

        Assert.Contains("\"Status\": \"Success\"", connection.ReadAnswer(), StringComparison.Ordinal);
        Assert.Equal(1, await Client.CountAsync("kong_log_events"));
    }

    [Fact]
    public async Task A_held_label_is_answered_before_the_body_is_asked_for()
    {
        await Client.LoadAsync("kong_log_events", Row, StreamLoadClient.Json("held"));
        using var connection = new RawConnection(Server.BackendUrl);
        connection.Send(RawConnection.PutHead(Path, "label: held", "Expect: 100-continue", "Content-Length: 100"));

        var answer = connection.ReadAnswer();

        Assert.StartsWith("HTTP/1.1 200 ", answer, StringComparison.Ordinal);
        Assert.Contains("\"Status\": \"Label Already Exists\"", answer, StringComparison.Ordinal);
        Assert.Contains("\"ExistingJobStatus\": \"FINISHED\"", answer, StringComparison.Ordinal);
        Assert.Contains("Label [held] has already been used.", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_ends_early_aborts_the_load()
    {
        using (var connection = new RawConnection(Server.BackendUrl))
        {
            connection.Send(RawConnection.PutHead(Path, "label: short", "Content-Length: 100") + Row);
            connection.EndSending();
            await UntilAsync(async () => await Client.StateAsync("short") == "ABORTED");
        }

        Assert.Equal(0, await Client.CountAsync("kong_log_events"));
    }

    [Fact]
    public async Task A_client_that_goes_away_in_the_middle_of_the_body_aborts_the_load()
    {
        using (var connection = new RawConnection(Server.BackendUrl))
        {
            connection.Send(RawConnection.PutHead(Path, "label: gone", "Expect: 100-continue", "Content-Length: 100"));
            connection.ReadAnswer();
            connection.Send("[{\"stream\":");
            Assert.Equal("PREPARE", await Client.StateAsync("gone"));
        }

        await UntilAsync(async () => await Client.StateAsync("gone") == "ABORTED");
        var again = await Client.LoadAsync("kong_log_events", Row, StreamLoadClient.Json("gone"));
        Assert.Equal("Success", again.Status);
    }

    [Theory]
    [InlineData("nowhere", "kong_log_events", "unknown database, database=nowhere")]
    [InlineData("quickstart", "KONG_LOG_EVENTS", "unknown table \"quickstart.KONG_LOG_EVENTS\"")]
    public async Task A_load_into_what_is_not_there_fails_with_its_name(string database, string table, string message)
    {
        var answer = await Client.LoadAsync(table, Row, database: database);

        Assert.Equal("Fail", answer.Status);
        Assert.Equal(message, answer.Message);
        Assert.Equal("-1", answer["TxnId"]);
    }
}
