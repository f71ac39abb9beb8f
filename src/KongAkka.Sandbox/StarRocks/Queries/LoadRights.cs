using KongAkka.Sandbox.StarRocks.Labels;
using KongAkka.Sandbox.StarRocks.Tables;

namespace KongAkka.Sandbox.StarRocks.Queries;

/// <summary>What the user may: insert, and read the tables that show loads. Thread-safe.</summary>
internal sealed class LoadRights
{
    private volatile bool _loads = true;
    private volatile bool _history = true;
    private volatile bool _insert = true;

    public bool Loads
    {
        get => _loads;
        set => _loads = value;
    }

    public bool History
    {
        get => _history;
        set => _history = value;
    }

    /// <summary>Whether the user may insert.</summary>
    public bool Insert
    {
        get => _insert;
        set => _insert = value;
    }

    /// <summary>What a user is told who lacks a right to a table.</summary>
    public static string Denied(string right, string table) =>
        $"Access denied; you need (at least one of) the {right} privilege(s) on TABLE {table} for this operation. "
        + "Please ask the admin to grant permission(s) or try activating existing roles using <set [default] role>.";

    /// <summary>Refuses a table that the user may not read.</summary>
    /// <exception cref="SqlRefusedException">The user may not.</exception>
    public void Check(LoadTable table)
    {
        if (table == LoadTable.Loads ? Loads : History) return;
        throw new SqlRefusedException(Denied("SELECT", table.Name));
    }

    /// <summary>What a table shows now.</summary>
    public static IReadOnlyList<LoadTransaction> RowsOf(LoadTable table, LabelRegistry labels) =>
        table == LoadTable.Loads ? labels.Known() : labels.History();
}
