using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace KongAkka.Sandbox.StarRocks.Loading;

/// <summary>
/// Reads the headers of a Stream Load with StarRocks' refusals. What StarRocks could do and this server cannot is refused by name, never
/// passed over.
/// </summary>
internal sealed class LoadHeaders(IHeaderDictionary headers)
{
    private const long MostJsonBytes = 100L << 20;

    private static readonly string[] NotBuilt =
    [
        "where", "partitions", "temporary_partitions", "envelope", "partial_update", "merge_condition",
        "enable_merge_commit", "transmission_compression_type", "negative",
    ];

    /// <summary>The label given, or a new one.</summary>
    public string Label { get; } = headers["label"] is [{ Length: > 0 } given, ..] ? given : Guid.NewGuid().ToString();

    /// <summary>Checks what a BE checks before it claims the label.</summary>
    /// <exception cref="LoadRefusedException">The format, the size or the timeout is refused.</exception>
    public void CheckBeforeBegin()
    {
        if (FormatHeaders.Format(headers).IsJson) CheckJsonSize();
        Timeout();
    }

    /// <summary>The header <c>timeout</c>; 600 s by default.</summary>
    /// <exception cref="LoadRefusedException">It is no number of seconds from 1 to 259200.</exception>
    public TimeSpan Timeout()
    {
        if (Text("timeout") is not { } text) return TimeSpan.FromSeconds(600);
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) throw new LoadRefusedException("Invalid timeout format");
        if (seconds is < 1 or > 259200) throw new LoadRefusedException("Invalid timeout. timeout should between 1 and 259200 seconds");
        return TimeSpan.FromSeconds(seconds);
    }

    /// <summary>All headers.</summary>
    /// <exception cref="LoadRefusedException">A value is wrong or not supported.</exception>
    public LoadRequest Read()
    {
        var isJson = FormatHeaders.Format(headers).IsJson;
        foreach (var header in NotBuilt.Where(h => Text(h) is not (null or "false")))
            throw new LoadRefusedException($"Header '{header}' is not supported by the embedded StarRocks.");
        return new LoadRequest
        {
            Label = Label,
            IsJson = isJson,
            StripOuterArray = string.Equals(Text("strip_outer_array"), "true", StringComparison.OrdinalIgnoreCase),
            Compression = FormatHeaders.Compression(headers),
            Strict = Flag("strict_mode", "Invalid strict mode format. Must be bool type"),
            MaxFilterRatio = MaxFilterRatio(),
            Timeout = Timeout(),
            Columns = Text("columns"),
            JsonPaths = isJson && Text("jsonpaths") is { } paths ? JsonPaths.Parse(paths) : null,
            JsonRoot = isJson && Text("json_root") is { } root ? JsonRoot.Parse(root) : [],
            Csv = Csv(),
        };
    }

    private string? Text(string header) => headers[header] is [{ Length: > 0 } text, ..] ? text : null;

    private void CheckJsonSize()
    {
        var ignore = string.Equals(Text("ignore_json_size"), "true", StringComparison.OrdinalIgnoreCase);
        if (!ignore && headers.ContentLength > MostJsonBytes)
        {
            throw new LoadRefusedException(string.Create(CultureInfo.InvariantCulture,
                $"The size of this batch exceed the max size [{MostJsonBytes}]  of json type data  data [ {headers.ContentLength} ]. Set ignore_json_size to skip the check, although it may lead huge memory consuming."));
        }
    }

    private bool Flag(string header, string refusal) => Text(header)?.ToUpperInvariant() switch
    {
        null or "FALSE" => false,
        "TRUE" => true,
        _ => throw new LoadRefusedException(refusal),
    };

    private double MaxFilterRatio()
    {
        if (Text("max_filter_ratio") is not { } text) return 0;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var ratio) && ratio is >= 0 and <= 1) return ratio;
        throw new LoadRefusedException($"Invalid max_filter_ratio '{text}': it is a share from 0 to 1");
    }

    private CsvSettings Csv()
    {
        var skip = Text("skip_header") ?? "0";
        if (!int.TryParse(skip, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var rows))
            throw new LoadRefusedException("Invalid csv load skip_header format");
        if (rows < 0) throw new LoadRefusedException("skip_header must be equal or greater than 0");
        return new CsvSettings(
            CsvSettings.Separator(Text("column_separator"), "\t"),
            CsvSettings.Separator(Text("row_delimiter"), "\n"),
            rows,
            Flag("trim_space", "Invalid trim space format. Must be bool type"))
        {
            Enclose = FirstByte("enclose"),
            Escape = FirstByte("escape"),
        };
    }

    private byte? FirstByte(string header) => Text(header) is { } text ? System.Text.Encoding.UTF8.GetBytes(text)[0] : null;
}
