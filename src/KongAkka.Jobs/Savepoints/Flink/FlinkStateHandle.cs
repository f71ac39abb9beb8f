namespace KongAkka.Jobs.Savepoints.Flink;

/// <summary>The managed operator state of a subtask.</summary>
/// <param name="States">Its list states.</param>
/// <param name="Data">Its data; null when it lies in another file.</param>
internal sealed record FlinkStateHandle(IReadOnlyList<FlinkListState> States, ReadOnlyMemory<byte>? Data);
