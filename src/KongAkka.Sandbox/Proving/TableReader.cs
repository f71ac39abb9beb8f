using System.Buffers;
using System.IO.Pipelines;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using KongAkka.Sandbox.Traffic;

namespace KongAkka.Sandbox.Proving;

/// <summary>Reads the article's table through StarRocks' HTTP SQL API, row by row as it arrives.</summary>
/// <param name="starRocks">The front end's address.</param>
/// <param name="database">The database.</param>
/// <param name="table">The table.</param>
internal sealed class TableReader(Uri starRocks, string database, string table)
{
    /// <summary>Reads all rows.</summary>
    /// <param name="take">Called with each row, which is filled anew afterwards.</param>
    /// <param name="cancellation">Abandons the reading.</param>
    /// <exception cref="IOException">The table could not be read to its end.</exception>
    public async Task ReadAsync(Action<AccessLogRow> take, CancellationToken cancellation)
    {
        using var client = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(starRocks, $"/api/v1/catalogs/default_catalog/databases/{database}/sql"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String("root:"u8));
        request.Content = JsonContent.Create(new { query = $"SELECT {string.Join(", ", AccessLogRow.ColumnNames)} FROM {table};" });
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        if (!response.IsSuccessStatusCode)
            throw new IOException($"StarRocks answered {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync(cancellation)}");
        var lines = PipeReader.Create(await response.Content.ReadAsStreamAsync(cancellation));
        if (!await ReadLinesAsync(lines, take, cancellation)) throw new IOException("StarRocks' answer broke off before its end.");
    }

    private static async Task<bool> ReadLinesAsync(PipeReader lines, Action<AccessLogRow> take, CancellationToken cancellation)
    {
        var row = new AccessLogRow();
        var complete = false;
        while (true)
        {
            var read = await lines.ReadAsync(cancellation);
            var rest = read.Buffer;
            while (rest.PositionOf((byte)'\n') is { } end)
            {
                complete |= TakeLine(rest.Slice(0, end), row, take);
                rest = rest.Slice(rest.GetPosition(1, end));
            }

            lines.AdvanceTo(rest.Start, rest.End);
            if (read.IsCompleted) return complete;
        }
    }

    // The answer's last line holds statistics; each row is a line {"data":[…]}.
    private static bool TakeLine(ReadOnlySequence<byte> line, AccessLogRow row, Action<AccessLogRow> take)
    {
        if (line.IsEmpty) return false;
        var reader = new Utf8JsonReader(line);
        reader.Read();
        reader.Read();
        if (reader.ValueTextEquals("data"u8))
        {
            reader.Read();
            TakeValues(ref reader, row);
            take(row);
            return false;
        }

        if (reader.ValueTextEquals("statistics"u8)) return true;
        if (reader.ValueTextEquals("meta"u8) || reader.ValueTextEquals("connectionId"u8)) return false;
        throw new IOException($"StarRocks did not read the table: {Encoding.UTF8.GetString(line)}");
    }

    private static void TakeValues(ref Utf8JsonReader reader, AccessLogRow row)
    {
        TakeText(ref reader, row.LogTime);
        TakeText(ref reader, row.Stream);
        TakeText(ref reader, row.ClientIp);
        reader.Read();
        row.ResponseTime = reader.TokenType == JsonTokenType.Null ? null : reader.GetDouble();
        TakeText(ref reader, row.HostDomain);
        TakeText(ref reader, row.RequestUrl);
        reader.Read();
        row.StatusCode = reader.TokenType == JsonTokenType.Null ? null : reader.GetInt32();
        TakeText(ref reader, row.ProjectName);
        TakeText(ref reader, row.OriginalMessage);
    }

    private static void TakeText(ref Utf8JsonReader reader, Utf8Text text)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null) text.SetNull();
        else text.SetString(ref reader);
    }
}
