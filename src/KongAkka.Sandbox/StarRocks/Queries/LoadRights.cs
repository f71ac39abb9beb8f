using KongAkka.Sandbox.StarRocks.Labels;
using KongAkka.Sandbox.StarRocks.Tables;

namespace KongAkka.Sandbox.StarRocks.Queries;

/// <summary>Which of the tables that show loads the user may read. Thread-safe.</summary>
internal sealed class LoadRights
{
    private volatile bool _loads = true;
    private volatile bool _history = true;

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

    /// <summary>Refuses a table that the user may not read.</summary>
    /// <exception cref="SqlRefusedException">The user may not.</exception>
    public void Check(LoadTable table)
    {
        if (table == LoadTable.Loads ? Loads : History) return;
        throw new SqlRefusedException(
            $"Access denied; you need (at least one of) the SELECT privilege(s) on TABLE {table.Name} for this operation. "
            + "Please ask the admin to grant permission(s) or try activating existing roles using <set [default] role>.");
    }

    /// <summary>What a table shows now.</summary>
    public static IReadOnlyList<LoadTransaction> RowsOf(LoadTable table, LabelRegistry labels) =>
        table == LoadTable.Loads ? labels.Known() : labels.History();
}
