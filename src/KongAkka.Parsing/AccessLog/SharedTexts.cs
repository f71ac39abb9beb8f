namespace KongAkka.Parsing.AccessLog;

/// <summary>The texts that many rows of a batch have in common, appended once.</summary>
internal sealed class SharedTexts
{
    private bool _appended;

    /// <summary><c>stdout</c>, the only stream kept.</summary>
    public Cell Stream { get; private set; }

    /// <summary><c>platform</c>, the project of a host without one.</summary>
    public Cell Platform { get; private set; }

    /// <summary>Begins a batch.</summary>
    public void Clear() => _appended = false;

    /// <summary>Makes sure that the texts are in the batch.</summary>
    /// <param name="rows">The batch.</param>
    public void AppendTo(RowBatch rows)
    {
        if (_appended) return;
        _appended = true;
        Stream = JsonText.Append("stdout", rows);
        Platform = JsonText.Append("platform", rows);
    }
}
