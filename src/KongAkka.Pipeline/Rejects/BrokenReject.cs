namespace KongAkka.Pipeline.Rejects;

/// <summary>Something among the rejected records that is none.</summary>
/// <param name="Place">The file, or the topic and partition.</param>
/// <param name="Number">The number of the line in it, from 1, or the offset.</param>
/// <param name="Why">What is wrong with it.</param>
public sealed record BrokenReject(string Place, long Number, string Why)
{
    /// <summary>As in <c>data/rejects/j.jsonl:17: it is not whole</c>.</summary>
    public override string ToString() => $"{Place}:{Number}: {Why}";
}
