namespace KongAkka.Jobs.Offsets;

/// <summary>
/// Where a savepoint cuts the loads of a subtask: behind those that were planned when it was triggered. It is reached when all of them are over, whatever they were
/// split into and whatever was planned since: positions move over the unbroken run of loads that are over, and each load moves at least one of them. Pure.
/// </summary>
internal sealed class SavepointCut
{
    private readonly SortedDictionary<int, long> _positions;

    /// <summary>Cuts behind the loads that are planned.</summary>
    /// <param name="state">What the subtask's events came to at the trigger.</param>
    public SavepointCut(SubtaskState state) => _positions = new SortedDictionary<int, long>(state.ReadPositions.ToDictionary());

    /// <summary>The next offset of each partition: all before it belongs to the savepoint.</summary>
    public IReadOnlyDictionary<int, long> Positions => _positions;

    /// <summary>Whether nothing before the cut is open.</summary>
    /// <param name="state">What the subtask's events have come to since.</param>
    public bool IsReached(SubtaskState state) => _positions.All(cut => state.Positions[cut.Key] >= cut.Value);
}
