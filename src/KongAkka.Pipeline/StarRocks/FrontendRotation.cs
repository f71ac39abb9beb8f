namespace KongAkka.Pipeline.StarRocks;

/// <summary>The FEs in turn: one is used until it fails. Thread-safe.</summary>
internal sealed class FrontendRotation
{
    private readonly IReadOnlyList<Uri> _frontends;
    private int _at;

    public FrontendRotation(IReadOnlyList<Uri> frontends) => _frontends = frontends;

    /// <summary>The FE to ask.</summary>
    public Uri Current => _frontends[Volatile.Read(ref _at)];

    /// <summary>Goes on to the next FE, unless that was done since the failed one was asked.</summary>
    public void Leave(Uri failed)
    {
        var at = Volatile.Read(ref _at);
        if (_frontends[at] == failed) Interlocked.CompareExchange(ref _at, (at + 1) % _frontends.Count, at);
    }
}
