using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace KongAkka.SandboxTests.StarRocks;

/// <summary>A plain client of StarRocks' HTTP, written without any of our own code, so that it could talk to a real one as well.</summary>
internal sealed class StreamLoadClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly Uri _frontend;

    public StreamLoadClient(Uri frontend, string user = "root", string password = "")
    {
        _frontend = frontend;
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, Expect100ContinueTimeout = TimeSpan.FromSeconds(30) })
        {
            Timeout = TimeSpan.FromSeconds(60),
        };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));
    }

    public static Dictionary<string, string> Json(string? label = null, bool strict = true)
    {
        var headers = new Dictionary<string, string>
        {
            ["format"] = "json",
            ["strip_outer_array"] = "true",
            ["strict_mode"] = strict ? "true" : "false",
        };
        if (label is not null) headers["label"] = label;
        return headers;
    }

    public Task<LoadAnswer> LoadAsync(string table, string body, Dictionary<string, string>? headers = null, string database = "quickstart") =>
        LoadAsync(table, () => new ByteArrayContent(Encoding.UTF8.GetBytes(body)), headers ?? Json(), database);

    public async Task<LoadAnswer> LoadAsync(string table, Func<HttpContent> body, Dictionary<string, string> headers, string database = "quickstart")
    {
        var path = $"/api/{database}/{table}/_stream_load";
        using var redirect = await PutAsync(new Uri(_frontend, path), body(), headers);
        if (redirect.Headers.Location is null) return await AnswerAsync(redirect);
        using var answer = await PutAsync(redirect.Headers.Location, body(), headers);
        return await AnswerAsync(answer);
    }

    public Task<HttpResponseMessage> PutAsync(Uri target, HttpContent body, Dictionary<string, string> headers, bool expectContinue = true)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, target) { Content = body };
        request.Headers.ExpectContinue = expectContinue;
        foreach (var (name, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value)) body.Headers.TryAddWithoutValidation(name, value);
        }

        return _http.SendAsync(request);
    }

    public async Task<string> StateAsync(string label, string database = "quickstart")
    {
        using var json = JsonDocument.Parse(await _http.GetStringAsync(new Uri(_frontend, $"/api/{database}/get_load_state?label={label}")));
        Assert.Equal("OK", json.RootElement.GetProperty("status").GetString());
        return json.RootElement.GetProperty("state").GetString()!;
    }

    public async Task<string> PostAsync(string path)
    {
        using var answer = await _http.PostAsync(new Uri(_frontend, path), null);
        return await answer.Content.ReadAsStringAsync();
    }

    public Task<string> GetAsync(Uri url) => _http.GetStringAsync(url);

    public Task<HttpResponseMessage> SqlAsync(string sql, string database = "quickstart") => _http.PostAsync(
        new Uri(_frontend, $"/api/v1/catalogs/default_catalog/databases/{database}/sql"),
        new StringContent(JsonSerializer.Serialize(new { query = sql }), Encoding.UTF8, "application/json"));

    /// <summary>The rows of a SELECT as JSON texts, one <c>data</c> array each.</summary>
    public async Task<string[]> SelectAsync(string sql, string database = "quickstart")
    {
        using var answer = await SqlAsync(sql, database);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return [.. text.Split('\n').Where(l => l.StartsWith("{\"data\":", StringComparison.Ordinal)).Select(l => l["{\"data\":".Length..^1])];
    }

    public async Task<long> CountAsync(string table) => long.Parse((await SelectAsync($"SELECT count(*) FROM {table}"))[0].Trim('[', ']'), null);

    public void Dispose() => _http.Dispose();

    private static async Task<LoadAnswer> AnswerAsync(HttpResponseMessage answer) =>
        new(answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Content.Headers.ContentType?.ToString());
}
