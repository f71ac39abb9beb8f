using System.Globalization;
using System.Net.Http;
using System.Text.Json;
using KongAkka.Parsing;
using KongAkka.Pipeline.RowBatching;
using KongAkka.Pipeline.StarRocks.Transport;

namespace KongAkka.Pipeline.StarRocks.Loading;

/// <summary>Sends loads: <c>PUT /api/{db}/{table}/_stream_load</c> to an FE, which redirects to a BE, or to a BE itself.</summary>
internal sealed class StreamLoadClient : IDisposable
{
    private readonly StarRocksHttp _http;
    private readonly string _path;
    private readonly TimeSpan _timeout;
    private readonly LoadCompression _compression;
    private readonly (string Name, string Value)[] _headers;

    public StreamLoadClient(StarRocksSettings settings, RowSchema schema, NodeHealth health, TimeProvider time)
    {
        _http = StarRocksHttp.ForLoads(settings, health, time);
        _path = $"/api/{Uri.EscapeDataString(settings.Database)}/{Uri.EscapeDataString(settings.Table)}/_stream_load";
        _timeout = settings.LoadTimeout + settings.LoadMargin;
        _compression = settings.Compression;
        _headers =
        [
            ("format", "json"),
            ("strip_outer_array", "true"),
            ("ignore_json_size", "true"),
            ("strict_mode", "true"),
            ("max_filter_ratio", "0"),
            ("columns", string.Join(',', schema.Columns.Select(column => $"`{column.Name}`"))),
            ("jsonpaths", JsonSerializer.Serialize(schema.Columns.Select(column => "$." + column.Name))),
            ("timezone", "Asia/Seoul"),
            ("timeout", Math.Ceiling(settings.LoadTimeout.TotalSeconds).ToString(CultureInfo.InvariantCulture)),
            .. CompressionHeader(settings.Compression),
        ];
    }

    /// <summary>Sends a body once.</summary>
    /// <param name="node">The FE or BE.</param>
    /// <param name="label">The load's label.</param>
    /// <param name="body">The rows.</param>
    /// <param name="cancellation">Abandons it.</param>
    public Task<HttpOutcome> SendAsync(Uri node, string label, LoadBody body, CancellationToken cancellation)
    {
        var call = new HttpCall(HttpMethod.Put) { Headers = [("label", label), .. _headers], Content = () => new LoadContent(body, _compression), IsContinueExpected = true };
        return _http.SendAsync(call, new Uri(node, _path), _timeout, cancellation);
    }

    public void Dispose() => _http.Dispose();

    private static IEnumerable<(string Name, string Value)> CompressionHeader(LoadCompression compression) => compression switch
    {
        LoadCompression.None => [],
        LoadCompression.Gzip => [("compression", "gzip")],
        LoadCompression.Lz4 => [("compression", "lz4_frame")],
        _ => throw new InvalidOperationException($"{compression} is not known"),
    };
}
