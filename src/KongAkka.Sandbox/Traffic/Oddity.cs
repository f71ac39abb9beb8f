namespace KongAkka.Sandbox.Traffic;

/// <summary>One way in which a record departs from the ordinary.</summary>
/// <param name="Name">What is odd about it.</param>
/// <param name="Weight">How often it is drawn in comparison with the others.</param>
/// <param name="Apply">Changes the parts of an ordinary record and states what that means for its fate and its row.</param>
internal sealed record Oddity(string Name, int Weight, Action<RecordDraft> Apply)
{
    /// <summary>Damage to the finished value, or null.</summary>
    public Action<Utf8Text, Random>? Damage { get; init; }
}
