using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using DuckDB.NET.Data;
using KongAkka.Sandbox.StarRocks.Http;
using Microsoft.AspNetCore.Http;

namespace KongAkka.Sandbox.StarRocks.Queries;

/// <summary>StarRocks' HTTP SQL API: one SELECT, SHOW or DESC in, newline-delimited JSON out.</summary>
internal sealed class SqlEndpoint(Cluster cluster)
{
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private int _connectionId;

    public async Task HandleAsync(HttpContext context, string catalog, string? database)
    {
        try
        {
            var sql = await ReadQueryAsync(context.Request);
            if (catalog != "default_catalog") throw Bad("only support default_catalog right now");
            using var query = Query.Start(cluster, database, sql);
            await WriteAsync(context.Response, query.Reader);
        }
        catch (SqlRefusedException e)
        {
            await RestReply.FailedAsync(context, e.Message, e.StatusCode);
        }
        catch (DuckDBException e) when (!context.Response.HasStarted)
        {
            await RestReply.FailedAsync(context, e.Message, HttpStatusCode.InternalServerError);
        }
    }

    private static async Task<string> ReadQueryAsync(HttpRequest request)
    {
        try
        {
            using var body = await JsonDocument.ParseAsync(request.Body);
            if (body.RootElement.ValueKind == JsonValueKind.Object && body.RootElement.TryGetProperty("query", out var query)
                && query.GetString() is { } sql && !string.IsNullOrWhiteSpace(sql)) return sql;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new SqlRefusedException("malformed json", e) { StatusCode = HttpStatusCode.BadRequest };
        }

        throw Bad("\"query can not be empty\"");
    }

    private async Task WriteAsync(HttpResponse response, DuckDBDataReader reader)
    {
        response.ContentType = "application/x-ndjson; charset=utf-8";
        using var line = new MemoryStream();
        Append(line, "connectionId", json => json.WriteNumberValue(Interlocked.Increment(ref _connectionId)));
        Append(line, "meta", json => WriteMeta(json, reader));
        var rows = 0;
        for (; reader.Read(); rows++)
        {
            Append(line, "data", json => WriteRow(json, reader));
            if (line.Length > 64 * 1024) await SendAsync(response, line);
        }

        Append(line, "statistics", json => WriteStatistics(json, rows));
        await SendAsync(response, line);
    }

    private static async Task SendAsync(HttpResponse response, MemoryStream line)
    {
        await response.Body.WriteAsync(line.GetBuffer().AsMemory(0, (int)line.Length));
        line.SetLength(0);
    }

    private static void Append(MemoryStream line, string key, Action<Utf8JsonWriter> value)
    {
        using (var json = new Utf8JsonWriter(line, Json))
        {
            json.WriteStartObject();
            json.WritePropertyName(key);
            value(json);
            json.WriteEndObject();
        }

        line.WriteByte((byte)'\n');
    }

    private static void WriteMeta(Utf8JsonWriter json, DuckDBDataReader reader)
    {
        json.WriteStartArray();
        for (var column = 0; column < reader.FieldCount; column++)
        {
            json.WriteStartObject();
            json.WriteString("name", reader.GetName(column));
            json.WriteString("type", ResultText.TypeName(reader.GetFieldType(column)));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteRow(Utf8JsonWriter json, DuckDBDataReader reader)
    {
        json.WriteStartArray();
        for (var column = 0; column < reader.FieldCount; column++) ResultText.Write(json, reader, column);
        json.WriteEndArray();
    }

    private static void WriteStatistics(Utf8JsonWriter json, int rows)
    {
        json.WriteStartObject();
        json.WriteNumber("scanRows", 0);
        json.WriteNumber("scanBytes", 0);
        json.WriteNumber("returnRows", rows);
        json.WriteEndObject();
    }

    private static SqlRefusedException Bad(string message) => new(message) { StatusCode = HttpStatusCode.BadRequest };
}
