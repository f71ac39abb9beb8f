using Microsoft.AspNetCore.Http;

namespace KongAkka.Sandbox.StarRocks.Loading;

/// <summary>Reads the headers that say how a body is written: <c>format</c>, and <c>compression</c> or <c>Content-Encoding</c>.</summary>
internal static class FormatHeaders
{
    /// <summary>Reads the header <c>format</c>; the names of compressions stand for compressed CSV.</summary>
    /// <exception cref="LoadRefusedException">The format is unknown, or not built.</exception>
    public static (bool IsJson, BodyCompression Compression) Format(IHeaderDictionary headers)
    {
        var format = headers["format"].ToString();
        return format.ToUpperInvariant() switch
        {
            "" or "CSV" => (false, BodyCompression.None),
            "JSON" => (true, BodyCompression.None),
            "GZIP" => (false, BodyCompression.Gzip),
            "LZ4" => (false, BodyCompression.Lz4Frame),
            "ZSTD" => (false, BodyCompression.Zstd),
            "BZIP2" or "DEFLATE" => throw new LoadRefusedException(
                $"Format '{format}' is not supported by the embedded StarRocks; use csv, json, gzip, lz4 or zstd."),
            _ => throw new LoadRefusedException($"unknown data format, format={format}"),
        };
    }

    /// <summary>Reads how the body is compressed.</summary>
    /// <exception cref="LoadRefusedException">The compression is unknown or not built, or both headers are set.</exception>
    public static BodyCompression Compression(IHeaderDictionary headers)
    {
        var (given, encoding) = (headers["compression"].ToString(), headers.ContentEncoding.ToString());
        if (given.Length > 0 && encoding.Length > 0)
            throw new LoadRefusedException("Only one of http header content-encoding and compression can be set");
        var compression = given.Length > 0 ? given : encoding;
        return compression.ToUpperInvariant() switch
        {
            "" => Format(headers).Compression,
            "GZIP" => BodyCompression.Gzip,
            "LZ4_FRAME" => BodyCompression.Lz4Frame,
            "ZSTD" => BodyCompression.Zstd,
            "BZIP2" or "DEFLATE" => throw new LoadRefusedException(
                $"Compression '{compression}' is not supported by the embedded StarRocks; use gzip, lz4_frame or zstd."),
            _ => throw new LoadRefusedException($"Unsupported compression algorithm: {compression}"),
        };
    }
}
