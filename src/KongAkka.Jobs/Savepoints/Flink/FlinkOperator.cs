namespace KongAkka.Jobs.Savepoints.Flink;

/// <summary>What a savepoint holds of an operator.</summary>
/// <param name="Name">Its name, or its id where there is none.</param>
/// <param name="Coordinator">The state of its coordinator, a source's enumerator; null when it has none.</param>
/// <param name="Handles">The managed operator states of its subtasks that have one.</param>
internal sealed record FlinkOperator(string Name, ReadOnlyMemory<byte>? Coordinator, IReadOnlyList<FlinkStateHandle> Handles);
