using System.Globalization;
using DuckDB.NET.Data;
using KongAkka.Sandbox.StarRocks.Storage;

namespace KongAkka.Sandbox.StarRocks.Tables;

/// <summary>StarRocks' <c>information_schema</c> as DuckDB tables. They lie in a schema of another name, since DuckDB has its own.</summary>
internal static class InformationSchema
{
    /// <summary>The name by which users know it.</summary>
    public const string Name = "information_schema";

    /// <summary>The name of the schema in DuckDB.</summary>
    public const string StoredName = "starrocks_information_schema";

    /// <summary>The statements that make it.</summary>
    public static IReadOnlyList<string> Ddl { get; } =
    [
        $"CREATE SCHEMA IF NOT EXISTS {StoredName}",
        $"""
        CREATE TABLE IF NOT EXISTS {StoredName}.tables (
            TABLE_CATALOG VARCHAR, TABLE_SCHEMA VARCHAR, TABLE_NAME VARCHAR, TABLE_TYPE VARCHAR, ENGINE VARCHAR, VERSION BIGINT,
            ROW_FORMAT VARCHAR, TABLE_ROWS BIGINT, AVG_ROW_LENGTH BIGINT, DATA_LENGTH BIGINT, CREATE_TIME TIMESTAMP, UPDATE_TIME TIMESTAMP,
            TABLE_COLLATION VARCHAR, CREATE_OPTIONS VARCHAR, TABLE_COMMENT VARCHAR)
        """,
        $"""
        CREATE TABLE IF NOT EXISTS {StoredName}.columns (
            TABLE_CATALOG VARCHAR, TABLE_SCHEMA VARCHAR, TABLE_NAME VARCHAR, COLUMN_NAME VARCHAR, ORDINAL_POSITION BIGINT,
            COLUMN_DEFAULT VARCHAR, IS_NULLABLE VARCHAR, DATA_TYPE VARCHAR, CHARACTER_MAXIMUM_LENGTH BIGINT, CHARACTER_OCTET_LENGTH BIGINT,
            NUMERIC_PRECISION BIGINT, NUMERIC_SCALE BIGINT, DATETIME_PRECISION BIGINT, CHARACTER_SET_NAME VARCHAR, COLLATION_NAME VARCHAR,
            COLUMN_TYPE VARCHAR, COLUMN_KEY VARCHAR, EXTRA VARCHAR, PRIVILEGES VARCHAR, COLUMN_COMMENT VARCHAR, COLUMN_SIZE BIGINT,
            DECIMAL_DIGITS BIGINT, GENERATION_EXPRESSION VARCHAR, SRS_ID BIGINT)
        """,
        $"""
        CREATE OR REPLACE VIEW {StoredName}.tables_config AS
        SELECT TABLE_SCHEMA, TABLE_NAME, 'OLAP' AS TABLE_ENGINE, 'DUP_KEYS' AS TABLE_MODEL, '' AS PRIMARY_KEY, '' AS PARTITION_KEY, '`' || COLUMN_NAME || '`' AS DISTRIBUTE_KEY,
            'HASH' AS DISTRIBUTE_TYPE, 10::BIGINT AS DISTRIBUTE_BUCKET, '`' || COLUMN_NAME || '`' AS SORT_KEY, '' AS PROPERTIES
        FROM {StoredName}.columns WHERE COLUMN_KEY = 'DUP'
        """,
        $"CREATE TABLE IF NOT EXISTS {StoredName}.finished_loads (DB_NAME VARCHAR, LABEL VARCHAR, TXN_ID BIGINT, FINISHED_AT BIGINT)",
        $"ALTER TABLE {StoredName}.finished_loads ADD COLUMN IF NOT EXISTS TABLE_NAME VARCHAR",
        $"ALTER TABLE {StoredName}.finished_loads ADD COLUMN IF NOT EXISTS BEGUN_AT BIGINT",
        $"ALTER TABLE {StoredName}.finished_loads ADD COLUMN IF NOT EXISTS LOADED_ROWS BIGINT",
        $"ALTER TABLE {StoredName}.finished_loads ADD COLUMN IF NOT EXISTS LOADED_BYTES BIGINT",
        $"ALTER TABLE {StoredName}.finished_loads ADD COLUMN IF NOT EXISTS LOAD_TYPE VARCHAR",
    ];

    /// <summary>The statements that enter a table.</summary>
    public static IEnumerable<string> RowsOf(string database, TableDefinition table)
    {
        var name = $"'def', {SqlText.Literal(database)}, {SqlText.Literal(table.Name)}";
        yield return $"""
            INSERT INTO {StoredName}.tables
                (TABLE_CATALOG, TABLE_SCHEMA, TABLE_NAME, TABLE_TYPE, ENGINE, CREATE_TIME, TABLE_COLLATION, TABLE_COMMENT)
            VALUES ({name}, 'BASE TABLE', 'StarRocks', now()::TIMESTAMP, 'utf8_general_ci', '')
            """;
        for (var index = 0; index < table.Columns.Count; index++)
        {
            var column = table.Columns[index];
            yield return $"""
                INSERT INTO {StoredName}.columns
                    (TABLE_CATALOG, TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME, ORDINAL_POSITION, IS_NULLABLE, DATA_TYPE, COLUMN_TYPE, COLUMN_KEY,
                     CHARACTER_MAXIMUM_LENGTH, CHARACTER_OCTET_LENGTH, NUMERIC_PRECISION, NUMERIC_SCALE, EXTRA, PRIVILEGES, COLUMN_COMMENT)
                VALUES ({name}, {SqlText.Literal(column.Name)}, {index + 1}, '{(column.Nullable ? "YES" : "NO")}', '{column.DataType}',
                    '{column.ColumnType}', '{(index == 0 ? "DUP" : "")}', {Sizes(column)}, '', '', '')
                """;
        }
    }

    /// <summary>The statements that remove a table.</summary>
    public static IEnumerable<string> Remove(string database, string table)
    {
        var where = $"WHERE TABLE_SCHEMA = {SqlText.Literal(database)} AND TABLE_NAME = {SqlText.Literal(table)}";
        yield return $"DELETE FROM {StoredName}.tables {where}";
        yield return $"DELETE FROM {StoredName}.columns {where}";
    }

    /// <summary>The tables that were entered in an earlier life.</summary>
    public static IEnumerable<(string Database, TableDefinition Table)> Load(DuckDBConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"""
            SELECT TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME, DATA_TYPE, coalesce(CHARACTER_MAXIMUM_LENGTH, 0), IS_NULLABLE
            FROM {StoredName}.columns ORDER BY TABLE_SCHEMA, TABLE_NAME, ORDINAL_POSITION
            """;
        var rows = new List<(string Database, string Table, TableColumn Column)>();
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                var type = Enum.Parse<TableColumnType>(reader.GetString(3), ignoreCase: true);
                rows.Add((reader.GetString(0), reader.GetString(1),
                    new TableColumn(reader.GetString(2), type, (int)reader.GetInt64(4), reader.GetString(5) == "YES")));
            }
        }

        return rows.GroupBy(r => (r.Database, r.Table), r => r.Column)
            .Select(g => (g.Key.Database, new TableDefinition(g.Key.Table, [.. g])));
    }

    // Characters, octets, precision and scale, as StarRocks fills them.
    private static string Sizes(TableColumn column) => column.Type switch
    {
        TableColumnType.Varchar => string.Create(CultureInfo.InvariantCulture, $"{column.Bytes}, {column.Bytes}, NULL, NULL"),
        TableColumnType.Int => "NULL, NULL, 10, 0",
        TableColumnType.BigInt => "NULL, NULL, 19, 0",
        TableColumnType.Double => "NULL, NULL, 15, NULL",
        _ => "NULL, NULL, NULL, NULL",
    };
}
