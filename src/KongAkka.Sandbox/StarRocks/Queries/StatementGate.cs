using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text.Json;
using DuckDB.NET.Data;
using KongAkka.Sandbox.StarRocks.Tables;

namespace KongAkka.Sandbox.StarRocks.Queries;

/// <summary>
/// Lets only a single SELECT on tables that are there pass. DuckDB's own parser gives the tree (<c>json_serialize_sql</c>, which knows
/// nothing but SELECT), so that no spelling gets around the gate; names of tables are compared exactly, as StarRocks does.
/// </summary>
internal sealed class StatementGate(TableCatalog catalog, LoadRights rights, string? database)
{
    private const string OnlySelect = "/api/v1/<catalog_name>/<database_name>/sql only support SELECT, SHOW, EXPLAIN, DESC, KILL statement";

    private static readonly string[] Generators = ["unnest", "range", "generate_series"];

    private readonly HashSet<LoadTable> _loadTables = [];

    /// <summary>Checks a statement.</summary>
    /// <param name="connection">Where it will run.</param>
    /// <param name="sql">The statement in DuckDB's words.</param>
    /// <returns>The tables of loads that it reads, which have to be filled.</returns>
    /// <exception cref="SqlRefusedException">It does not pass.</exception>
    public IReadOnlyCollection<LoadTable> Check(DuckDBConnection connection, string sql)
    {
        using var tree = JsonDocument.Parse(Serialize(connection, sql));
        var root = tree.RootElement;
        if (root.GetProperty("error").GetBoolean()) throw Refused(root);
        var statements = root.GetProperty("statements");
        if (statements.GetArrayLength() != 1)
        {
            throw new SqlRefusedException("/api/v1/<catalog_name>/<database_name>/sql does not support execute multiple query")
            {
                StatusCode = HttpStatusCode.BadRequest,
            };
        }

        var withNames = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        CollectWithNames(statements, withNames);
        CheckTables(statements, withNames);
        return _loadTables;
    }

    private static string Serialize(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT json_serialize_sql($1::VARCHAR)";
        command.Parameters.Add(new DuckDBParameter(sql));
        return (string)command.ExecuteScalar()!;
    }

    private static SqlRefusedException Refused(JsonElement error)
    {
        var message = error.GetProperty("error_message").GetString()!;
        return error.GetProperty("error_type").GetString() == "not implemented"
            ? new SqlRefusedException(OnlySelect) { StatusCode = HttpStatusCode.BadRequest }
            : new SqlRefusedException($"Getting syntax error. Detail message: {message}.");
    }

    private static void CollectWithNames(JsonElement node, HashSet<string> names)
    {
        if (node.ValueKind == JsonValueKind.Object && node.TryGetProperty("cte_map", out var map))
        {
            foreach (var entry in map.GetProperty("map").EnumerateArray()) names.Add(entry.GetProperty("key").GetString()!);
        }

        foreach (var child in Children(node)) CollectWithNames(child, names);
    }

    private void CheckTables(JsonElement node, HashSet<string> withNames)
    {
        if (node.ValueKind == JsonValueKind.Object && node.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String)
        {
            switch (type.GetString())
            {
                case "BASE_TABLE":
                    CheckTable(node.GetProperty("schema_name").GetString()!, node.GetProperty("table_name").GetString()!, withNames);
                    break;
                case "TABLE_FUNCTION":
                    CheckFunction(node.GetProperty("function").GetProperty("function_name").GetString()!);
                    break;
                case "SHOW_REF":
                    throw new SqlRefusedException(OnlySelect) { StatusCode = HttpStatusCode.BadRequest };
            }
        }

        foreach (var child in Children(node)) CheckTables(child, withNames);
    }

    private void CheckTable(string schema, string table, HashSet<string> withNames)
    {
        if (schema.Length == 0 && withNames.Contains(table)) return;
        var of = schema.Length > 0 ? schema : database ?? throw new SqlRefusedException("Getting analyzing error. Detail message: No database selected.");
        if (TryLoadTable(of, table, out var loads))
        {
            rights.Check(loads);
            _loadTables.Add(loads);
            return;
        }

        if (of is InformationSchema.StoredName or InformationSchema.Name) return;
        if (!catalog.HasDatabase(of)) throw new SqlRefusedException($"Getting analyzing error. Detail message: Unknown database '{of}'.");
        if (!catalog.TryGet(of, table, out _)) throw new SqlRefusedException($"Getting analyzing error. Detail message: Unknown table '{of}.{table}'.");
    }

    private static bool TryLoadTable(string schema, string table, [NotNullWhen(true)] out LoadTable? found)
    {
        found = null;
        if (schema is InformationSchema.StoredName or InformationSchema.Name && table.Equals(LoadTable.Loads.Name, StringComparison.OrdinalIgnoreCase))
            found = LoadTable.Loads;
        else if (schema == LoadTable.History.Schema && table == LoadTable.History.Name)
            found = LoadTable.History;
        return found is not null;
    }

    private static void CheckFunction(string function)
    {
        if (!Generators.Contains(function, StringComparer.OrdinalIgnoreCase))
            throw new SqlRefusedException($"Getting analyzing error. Detail message: Unknown table function '{function}'.");
    }

    private static IEnumerable<JsonElement> Children(JsonElement node) => node.ValueKind switch
    {
        JsonValueKind.Object => node.EnumerateObject().Select(p => p.Value),
        JsonValueKind.Array => node.EnumerateArray(),
        _ => [],
    };
}
