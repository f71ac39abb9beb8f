namespace KongAkka.Pipeline.Consuming.Native;

/// <summary>
/// Messages taken from a consumer's queue in one call and handed on one by one. What does not fit into one batch waits here for the next. Their memory is
/// librdkafka's until they are dropped. One thread uses it.
/// </summary>
/// <param name="capacity">The most messages to take in one call.</param>
internal sealed unsafe class MessageBuffer(int capacity)
{
    private readonly nint[] _messages = GC.AllocateArray<nint>(capacity, pinned: true);
    private int _next;
    private int _count;

    /// <summary>Whether no message is left.</summary>
    public bool IsEmpty => _next == _count;

    /// <summary>The message whose turn it is; there must be one.</summary>
    public NativeMessage* Current => (NativeMessage*)_messages[_next];

    /// <summary>Takes messages from a queue once none is left here; serves the client's callbacks meanwhile.</summary>
    /// <param name="queue">The consumer's queue.</param>
    /// <param name="milliseconds">How long to wait until <paramref name="most"/> have come.</param>
    /// <param name="most">How many to take at most.</param>
    /// <returns>Whether any came.</returns>
    public bool Receive(nint queue, int milliseconds, int most = int.MaxValue)
    {
        _next = _count = 0;
        fixed (nint* messages = _messages)
        {
            _count = (int)Math.Max(0, NativeMethods.ConsumeBatch(queue, milliseconds, (NativeMessage**)messages, Math.Min(most, capacity)));
        }
        return _count > 0;
    }

    /// <summary>Gives the current message's memory back and goes on to the next.</summary>
    public void Drop() => NativeMethods.DestroyMessage((NativeMessage*)_messages[_next++]);

    /// <summary>Drops all that are left. A client cannot end before.</summary>
    public void Clear()
    {
        while (!IsEmpty) Drop();
    }
}
