using KongAkka.Pipeline.Consuming;
using KongAkka.Pipeline.Rejects;

namespace KongAkka.Service.Configuration;

/// <summary>Reads the section <c>rejects</c> of a job.</summary>
internal static class RejectsReader
{
    private const long LeastSize = 64L << 10;
    private const long MostSize = 1L << 50;
    private const int TopicLength = 249;

    /// <summary>Reads it.</summary>
    /// <param name="rejects">The section.</param>
    /// <param name="source">The job's source, whose brokers are the default.</param>
    public static RejectSettings Read(ConfigurationSection rejects, KafkaSettings source)
    {
        var type = rejects.Choice<RejectType>("type", new("file", RejectType.File), new("kafka", RejectType.Kafka), new("log", RejectType.Log));
        var directory = rejects.RequiredText("directory", "data/rejects");
        if (File.Exists(directory)) rejects.Fault("directory", $"{directory} is a file.", "Name a folder; it is made when it does not exist.");
        var topic = ReadTopic(rejects, source, type == RejectType.Kafka);
        var settings = new RejectSettings(type, directory)
        {
            MaxFileSize = rejects.Size("max-file-size", LeastSize, MostSize),
            MaxSize = rejects.Size("max-size", LeastSize, MostSize),
            Topic = topic,
            MaxShare = rejects.Share("max-share"),
        };
        if (settings.MaxSize < settings.MaxFileSize) rejects.Fault("max-size", "It is smaller than max-file-size.", "Set it to at least that.");
        return settings;
    }

    private static RejectTopic? ReadTopic(ConfigurationSection rejects, KafkaSettings source, bool used)
    {
        var name = used ? rejects.RequiredText("topic", "kong-log-rejects") : rejects.Text("topic") ?? "";
        var servers = rejects.Text("bootstrap-servers");
        var properties = KafkaProperties.Read(rejects, KafkaProperties.OfRejects, own => servers is null ? SourceConnection.Under(own, source.Properties) : own);
        if (servers is not null) KafkaServers.Check(rejects, servers);
        foreach (var key in (string[])["topic", "bootstrap-servers"])
            if (!used && rejects.Has(key)) rejects.Warn(key, "is not used, for it needs type = kafka.");
        if (!used) return null;
        CheckName(rejects, name);
        // Rejects would be read as records, rejected and written there again.
        if (name == source.Topic && (servers is null || servers == source.BootstrapServers))
            rejects.Fault("topic", $"{name} is the topic that the job reads.", "Name another.");
        return new RejectTopic
        {
            BootstrapServers = servers ?? source.BootstrapServers,
            Name = name,
            Properties = properties,
        };
    }

    private static void CheckName(ConfigurationSection rejects, string name)
    {
        var isName = name.Length <= TopicLength && name is not ("." or "..") && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');
        if (!isName) rejects.Fault("topic", $"\"{name}\" is not a topic's name.", $"Use up to {TopicLength} letters, digits, '.', '_' and '-'.");
    }
}
