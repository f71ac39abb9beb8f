using DuckDB.NET.Data;
using DuckDB.NET.Data.DataChunk.Reader;
using DuckDB.NET.Data.DataChunk.Writer;

namespace KongAkka.Sandbox.StarRocks.Storage;

/// <summary>Functions of StarRocks that dashboards use and DuckDB lacks or understands differently.</summary>
internal static class SqlFunctions
{
    private static readonly string[] Macros =
    [
        "current_version() AS '4.0.4'",
        "version() AS '8.0.33'",
        "from_unixtime(seconds) AS strftime(to_timestamp(seconds)::TIMESTAMP, '%Y-%m-%d %H:%M:%S')",
        "unix_timestamp(moment) AS CAST(epoch(CAST(moment AS TIMESTAMP)) AS BIGINT)",
        "percentile_approx(value, share) AS approx_quantile(CAST(value AS DOUBLE), share)",
        "ndv(value) AS approx_count_distinct(value)",
        "get_json_int(document, path) AS CAST(json_extract_string(document, path) AS BIGINT)",
        "get_json_string(document, path) AS json_extract_string(document, path)",
        "nvl(value, other) AS coalesce(value, other)",
        "substring_index(text, delimiter, n) AS array_to_string(CASE WHEN n > 0 THEN list_slice(string_split(text, delimiter), 1, n) ELSE list_slice(string_split(text, delimiter), n, -1) END, delimiter)",
        "char_length(text) AS length(CAST(text AS VARCHAR))",
        "minutes_sub(moment, n) AS moment - to_minutes(n)",
        "hours_sub(moment, n) AS moment - to_hours(n)",
        "days_sub(moment, n) AS moment - to_days(n)",
        "timestampdiff(unit, earlier, later) AS datesub(unit, CAST(earlier AS TIMESTAMP), CAST(later AS TIMESTAMP))",
        "utc_timestamp() AS CAST(now() AS TIMESTAMP)",
    ];

    public static void Install(DuckDBConnection connection)
    {
        connection.RegisterScalarFunction<DateTime, string, string>("date_format", FormatDates);
        foreach (var macro in Macros) RowStore.Execute(connection, $"CREATE OR REPLACE MACRO main.{macro}");
    }

    private static void FormatDates(IReadOnlyList<IDuckDBDataReader> arguments, IDuckDBDataWriter results, ulong rows)
    {
        for (var row = 0UL; row < rows; row++)
            results.WriteValue(DateFormat.Format(arguments[0].GetValue<DateTime>(row), arguments[1].GetValue<string>(row)), row);
    }
}
