using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using KongAkka.Jobs;

namespace KongAkka.Service.Http.Flink;

/// <summary>A job's plan. The whole path of a subtask is one chain, so a plan has one node.</summary>
internal static class FlinkPlan
{
    private const int IdBytes = 16;

    /// <summary>The plan of a job.</summary>
    /// <param name="job">The job.</param>
    public static JsonObject Of(JobStatus job) => new()
    {
        ["jid"] = job.Id,
        ["name"] = job.Name,
        ["type"] = "STREAMING",
        ["nodes"] = new JsonArray(new JsonObject
        {
            ["id"] = Id(job, "vertex"),
            ["parallelism"] = job.Shape.Parallelism,
            ["operator"] = "",
            ["operator_strategy"] = "",
            ["description"] = Description(job.Shape),
            ["optimizer_properties"] = new JsonObject(),
        }),
    };

    /// <summary>The id of a part of a job; the same over restarts.</summary>
    /// <param name="job">The job.</param>
    /// <param name="part">The part.</param>
    public static string Id(JobStatus job, string part) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{job.Name} {part}")).AsSpan(0, IdBytes));

    /// <summary>The name of the node.</summary>
    /// <param name="shape">What the job is made of.</param>
    public static string Name(JobShape shape) => $"Source: {shape.Topic} -> {shape.Rule} -> {Sink(shape)}: Writer";

    private static string Sink(JobShape shape) => shape.Target.Length > 0 ? $"{shape.Sink} {shape.Target}" : shape.Sink;

    private static string Description(JobShape shape) =>
        WebUtility.HtmlEncode($"Kafka topic {shape.Topic}") + "<br/>+- " + WebUtility.HtmlEncode($"rule {shape.Rule}") + "<br/>   +- " + WebUtility.HtmlEncode(Sink(shape)) + "<br/>";
}
