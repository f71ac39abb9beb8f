using System.Globalization;
using System.Numerics;
using System.Text.Json;
using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace KongAkka.Sandbox.StarRocks.Queries;

/// <summary>The types and values of a result as StarRocks' HTTP SQL API and its MySQL protocol write them.</summary>
internal static class ResultText
{
    /// <summary>StarRocks' name for the type of a result column.</summary>
    public static string TypeName(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Boolean => "boolean",
        TypeCode.SByte or TypeCode.Byte => "tinyint(4)",
        TypeCode.Int16 or TypeCode.UInt16 => "smallint(6)",
        TypeCode.Int32 => "int(11)",
        TypeCode.UInt32 or TypeCode.Int64 => "bigint(20)",
        TypeCode.Single => "float",
        TypeCode.Double => "double",
        TypeCode.Decimal => "decimal128(38, 9)",
        TypeCode.DateTime => "datetime",
        _ when type == typeof(BigInteger) || type == typeof(ulong) => "bigint(20)",
        _ when type == typeof(DateOnly) => "date",
        _ when type == typeof(DateTimeOffset) => "datetime",
        _ => "varchar",
    };

    /// <summary>Writes one value of the reader's current row.</summary>
    public static void Write(Utf8JsonWriter json, DuckDBDataReader reader, int column)
    {
        if (reader.IsDBNull(column))
        {
            json.WriteNullValue();
            return;
        }

        if (IsMoment(reader, column))
            json.WriteStringValue(Moment(reader.GetFieldValue<DuckDBTimestamp>(column)));
        else
            WriteValue(json, reader.GetValue(column));
    }

    /// <summary>One value of the reader's current row as the MySQL protocol has it; null for NULL.</summary>
    public static string? Of(DuckDBDataReader reader, int column)
    {
        if (reader.IsDBNull(column)) return null;
        if (IsMoment(reader, column)) return Moment(reader.GetFieldValue<DuckDBTimestamp>(column));
        return reader.GetValue(column) switch
        {
            string text => text,
            bool truth => truth ? "1" : "0",
            DateTime moment => moment.ToString("yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
            DateTimeOffset moment => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
            DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DuckDBDateOnly date => Date(date.Year, date.Month, date.Day),
            var value => Convert.ToString(value, CultureInfo.InvariantCulture),
        };
    }

    private static bool IsMoment(DuckDBDataReader reader, int column) =>
        reader.GetFieldType(column) == typeof(DateTime) && reader.GetDataTypeName(column).StartsWith("Timestamp", StringComparison.Ordinal);

    private static string Date(int year, int month, int day) => string.Create(CultureInfo.InvariantCulture, $"{year:0000}-{month:00}-{day:00}");

    private static void WriteValue(Utf8JsonWriter json, object value)
    {
        switch (value)
        {
            case bool truth:
                json.WriteBooleanValue(truth);
                break;
            case double or float when !double.IsFinite(Convert.ToDouble(value, CultureInfo.InvariantCulture)):
                json.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
            case double number:
                json.WriteNumberValue(number);
                break;
            case float number:
                json.WriteNumberValue(number);
                break;
            case sbyte or byte or short or ushort or int or uint or long or ulong or BigInteger:
                json.WriteRawValue(Convert.ToString(value, CultureInfo.InvariantCulture)!);
                break;
            case DateOnly date:
                json.WriteStringValue(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                break;
            case DuckDBDateOnly date:
                json.WriteStringValue(Date(date.Year, date.Month, date.Day));
                break;
            default:
                json.WriteStringValue(value is string text ? text : Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }

    private static string Moment(DuckDBTimestamp moment)
    {
        var (date, time) = (moment.Date, moment.Time);
        var text = string.Create(CultureInfo.InvariantCulture,
            $"{Date(date.Year, date.Month, date.Day)} {time.Hour:00}:{time.Min:00}:{time.Sec:00}");
        return time.Microsecond == 0 ? text : string.Create(CultureInfo.InvariantCulture, $"{text}.{time.Microsecond:000000}");
    }
}
