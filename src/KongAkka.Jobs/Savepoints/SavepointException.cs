using KongAkka.Pipeline;

namespace KongAkka.Jobs.Savepoints;

/// <summary>Something is wrong with a savepoint; nothing was started, and nothing changed.</summary>
/// <param name="fault">Which trouble it is.</param>
/// <param name="what">What is wrong, naming the savepoint.</param>
/// <param name="remedy">What a person can do about it.</param>
/// <param name="inner">What it came from, if anything.</param>
public sealed class SavepointException(SavepointFault fault, string what, string remedy, Exception? inner = null) : UnrecoverableException(what, remedy, inner)
{
    /// <summary>Which trouble it is.</summary>
    public SavepointFault Fault { get; } = fault;
}
