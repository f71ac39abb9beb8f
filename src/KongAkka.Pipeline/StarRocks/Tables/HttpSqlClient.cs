using System.Net.Http;
using System.Text.Json;
using KongAkka.Pipeline.Sinks.Tables;
using KongAkka.Pipeline.StarRocks.Loading;
using KongAkka.Pipeline.StarRocks.Transport;

namespace KongAkka.Pipeline.StarRocks.Tables;

/// <summary>
/// StarRocks' HTTP SQL API (3.2 and later): a question in, JSON objects out, one a line; rows under <c>data</c>, then <c>statistics</c> as the sign that all of
/// them came. Borrows its HTTP from the sink.
/// </summary>
internal sealed class HttpSqlClient
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly StarRocksHttp _http;
    private readonly string _path;

    public HttpSqlClient(StarRocksSettings settings, StarRocksHttp http)
    {
        _http = http;
        _path = $"/api/v1/catalogs/default_catalog/databases/{Uri.EscapeDataString(settings.Database)}/sql";
    }

    /// <summary>Asks, and waits for 30 s.</summary>
    public Task<SqlAnswer> QueryAsync(Uri frontend, string sql, CancellationToken cancellation) => QueryAsync(frontend, sql, Patience, cancellation);

    /// <summary>Asks.</summary>
    public async Task<SqlAnswer> QueryAsync(Uri frontend, string sql, TimeSpan patience, CancellationToken cancellation)
    {
        var query = JsonSerializer.Serialize(new { query = sql + ";" });
        var call = new HttpCall(HttpMethod.Post) { Content = () => new StringContent(query, System.Text.Encoding.UTF8, "application/json") };
        return Read(await _http.SendAsync(call, new Uri(frontend, _path), patience, cancellation).ConfigureAwait(false));
    }

    /// <summary>Reads an answer; null when it is cut off or none.</summary>
    internal static SqlAnswer? Read(string body)
    {
        var rows = new List<IReadOnlyList<string?>>();
        try
        {
            foreach (var line in body.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                using var json = JsonDocument.Parse(line);
                if (json.RootElement.ValueKind != JsonValueKind.Object) return null;
                if (json.RootElement.TryGetProperty("data", out var data)) rows.Add([.. data.EnumerateArray().Select(Text)]);
                else if (json.RootElement.TryGetProperty("statistics", out _)) return new SqlAnswer.Rows(rows);
                else if (json.RootElement.TryGetProperty("status", out _)) return Refusal(json.RootElement);
            }
        }
        catch (JsonException)
        {
            return null;
        }

        return null;
    }

    private static SqlAnswer Read(HttpOutcome outcome) => outcome switch
    {
        HttpOutcome.Replied { Status: 200 } reply => Read(reply.Body)
            ?? new SqlAnswer.Unanswered($"{reply.From.Authority} gave an answer that cannot be read."),
        HttpOutcome.Replied { Status: 401 } reply => new SqlAnswer.Unauthorized(reply.Body),
        HttpOutcome.Replied reply when Read(reply.Body) is SqlAnswer.Refused refused => refused,
        HttpOutcome.Replied { Status: < 500 } reply => new SqlAnswer.Refused($"{reply.From.Authority} answered HTTP {reply.Status}."),
        HttpOutcome.Replied reply => new SqlAnswer.Unanswered($"{reply.From.Authority} answered HTTP {reply.Status}."),
        HttpOutcome.NotSent unsent => new SqlAnswer.Unanswered(unsent.Reason),
        HttpOutcome.NotReached unreached => new SqlAnswer.Unanswered(unreached.Reason),
        HttpOutcome.Broken broken => new SqlAnswer.Unanswered(broken.Reason),
        HttpOutcome.Misdirected astray => new SqlAnswer.Unanswered(astray.Reason),
        HttpOutcome.Forbidden forbidden => new SqlAnswer.Refused($"{forbidden.What} {forbidden.Remedy}"),
        var unknown => new SqlAnswer.Refused($"an outcome that is not known: {unknown}"),
    };

    private static SqlAnswer.Refused Refusal(JsonElement error)
    {
        var fields = new ReplyFields(error);
        return new SqlAnswer.Refused(fields.Text("msg") ?? fields.Text("message") ?? error.GetRawText());
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        _ => value.GetRawText(),
    };
}
