using KongAkka.Pipeline.RowBatching;

namespace KongAkka.Pipeline.Sinks.Loading;

/// <summary>
/// How a load gets into a table under its label, and how it is asked for afterwards. Each member is one attempt; what goes wrong on the way is part of its answer. Thread-safe.
/// </summary>
internal interface ILoadChannel : IDisposable
{
    /// <summary>How long the table's keeper remembers labels.</summary>
    LabelTerms Terms { get; }

    /// <summary>Sends a load once.</summary>
    /// <param name="label">Its label.</param>
    /// <param name="batch">Its rows.</param>
    /// <param name="cancellation">Abandons it.</param>
    Task<LoadAttempt> SendAsync(string label, LoadBatch batch, CancellationToken cancellation);

    /// <summary>Asks for the state of a label.</summary>
    Task<StateAnswer> AskAsync(string label, CancellationToken cancellation);

    /// <summary>Asks to abort what is under way under a label. Whether it was is for <see cref="AskAsync"/> to tell.</summary>
    Task CancelAsync(string label, CancellationToken cancellation);

    /// <summary>How many loads were finished within a time until now, by whomever; null when nobody tells.</summary>
    Task<long?> CountFinishedAsync(TimeSpan age, CancellationToken cancellation);

    /// <summary>What older records tell about a label; <see cref="LoadState.Unknown"/> when they hold nothing of it.</summary>
    Task<LoadState> RecallAsync(string label, CancellationToken cancellation);

    /// <summary>Questions to the table for the number of rows that look like one of the load, the rows picked evenly from all of it: a load is there whole or not at all.</summary>
    IReadOnlyList<string> RowQuestions(LoadBatch batch);

    /// <summary>Asks a question whose answer is one number; null when there is no answer.</summary>
    Task<long?> CountAsync(string question, CancellationToken cancellation);

    /// <summary>Fetches what is shown of refused rows.</summary>
    Task<string> FetchEvidenceAsync(Uri address, CancellationToken cancellation);
}
