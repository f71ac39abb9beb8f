namespace KongAkka.Jobs.Savepoints.Flink;

/// <summary>Where the elements of one of an operator's list states lie in the subtask's data.</summary>
/// <param name="Name">The state's name.</param>
/// <param name="Mode">How Flink spreads it over subtasks; the ordinal of <c>OperatorStateHandle.Mode</c>.</param>
/// <param name="Offsets">Where each element begins.</param>
internal sealed record FlinkListState(string Name, int Mode, IReadOnlyList<long> Offsets)
{
    /// <summary><c>SPLIT_DISTRIBUTE</c>.</summary>
    public const int SplitDistribute = 0;

    /// <summary>The highest ordinal, <c>BROADCAST</c>.</summary>
    public const int MaxMode = 2;
}
