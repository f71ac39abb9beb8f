using KongAkka.Pipeline.Rejects.Files;
using KongAkka.Pipeline.Rejects.Kafka;
using Microsoft.Extensions.Logging;

namespace KongAkka.Pipeline.Rejects;

/// <summary>Makes the writers and readers that settings ask for.</summary>
public static class RejectPlaces
{
    /// <summary>Makes a writer. Nothing is opened before the first reject.</summary>
    /// <param name="settings">The kind of place and what it needs.</param>
    /// <param name="job">The job's name.</param>
    /// <param name="logger">The log.</param>
    /// <exception cref="UnrecoverableException">The settings cannot be.</exception>
    public static RejectWriter CreateWriter(RejectSettings settings, string job, ILogger logger) => settings switch
    {
        { Type: RejectType.File } => new RejectFile(settings, job),
        { Type: RejectType.Kafka, Topic: { } topic } => new RejectProducer(topic, job, logger),
        { Type: RejectType.Log } => new RejectLog(logger),
        _ => throw Unknown(settings),
    };

    /// <summary>Makes a reader; null where there is nothing that could be read, as with the log.</summary>
    /// <param name="settings">The kind of place and what it needs.</param>
    /// <param name="job">The job's name.</param>
    public static RejectReader? CreateReader(RejectSettings settings, string job) => settings switch
    {
        { Type: RejectType.File } => new RejectFileReader(settings.Directory, job),
        { Type: RejectType.Kafka, Topic: { } topic } => new RejectTopicReader(topic, job),
        { Type: RejectType.Log } => null,
        _ => throw Unknown(settings),
    };

    /// <summary>Looks while a job starts whether a topic takes what will be rejected, and says what is wrong; other places tell it when they are opened.</summary>
    /// <param name="settings">The kind of place and what it needs.</param>
    /// <param name="logger">The log.</param>
    /// <param name="cancellation">Gives it up.</param>
    public static Task WarnAsync(RejectSettings settings, ILogger logger, CancellationToken cancellation) =>
        settings is { Type: RejectType.Kafka, Topic: { } topic } ? new RejectTopicLook(topic).WarnAsync(logger, cancellation) : Task.CompletedTask;

    private static ArgumentException Unknown(RejectSettings settings) => new($"rejects of type {settings.Type} need settings of their own", nameof(settings));
}
