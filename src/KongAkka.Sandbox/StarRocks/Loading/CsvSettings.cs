using System.Globalization;
using System.Text;

namespace KongAkka.Sandbox.StarRocks.Loading;

/// <summary>How a CSV body is written.</summary>
/// <param name="ColumnSeparator">Between fields; a tab by default.</param>
/// <param name="RowDelimiter">Between rows; a line feed by default.</param>
/// <param name="SkipHeader">Rows at the beginning that are no data.</param>
/// <param name="TrimSpace">Whether blanks around a field are dropped.</param>
internal sealed record CsvSettings(byte[] ColumnSeparator, byte[] RowDelimiter, int SkipHeader, bool TrimSpace)
{
    /// <summary>The byte around a field that may hold separators; null when there is none. Twice within the field it stands for itself.</summary>
    public byte? Enclose { get; init; }

    /// <summary>The byte that makes the one behind it plain; null when there is none.</summary>
    public byte? Escape { get; init; }

    /// <summary>A separator as the headers write it: literal, <c>\t</c>, <c>\n</c>, or bytes in hexadecimal after <c>\x</c>.</summary>
    /// <exception cref="LoadRefusedException">The hexadecimal form is wrong.</exception>
    public static byte[] Separator(string? header, string byDefault)
    {
        var text = string.IsNullOrEmpty(header) ? byDefault : header;
        if (text.StartsWith("\\x", StringComparison.OrdinalIgnoreCase))
        {
            try
            {
                return Convert.FromHexString(text.AsSpan(2));
            }
            catch (FormatException e)
            {
                throw new LoadRefusedException(string.Create(CultureInfo.InvariantCulture, $"Invalid delimiter '{text}': {e.Message}"), e);
            }
        }

        return Encoding.UTF8.GetBytes(text.Replace("\\t", "\t", StringComparison.Ordinal).Replace("\\n", "\n", StringComparison.Ordinal)
            .Replace("\\r", "\r", StringComparison.Ordinal));
    }
}
