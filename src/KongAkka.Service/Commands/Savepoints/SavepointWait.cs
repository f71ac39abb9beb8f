using System.Diagnostics;
using System.Text.Json.Nodes;
using KongAkka.Service.Commands.Jobs;

namespace KongAkka.Service.Commands.Savepoints;

/// <summary>Asks a running service for a savepoint and waits until it is written.</summary>
/// <param name="client">The service.</param>
/// <param name="progress">Where to say that it takes its time.</param>
internal sealed class SavepointWait(AdminClient client, TextWriter progress)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Word = TimeSpan.FromSeconds(5);

    /// <summary>Asks and waits.</summary>
    /// <param name="job">The job's id or name.</param>
    /// <param name="action"><c>savepoints</c>, or <c>stop</c> to stop the job with it.</param>
    /// <param name="body">The request.</param>
    /// <param name="cancellation">Gives up waiting; the savepoint is taken all the same.</param>
    /// <returns><c>{"job","trigger","path","seconds"}</c>.</returns>
    /// <exception cref="AdminException">There is none.</exception>
    public async Task<JsonObject> RunAsync(string job, string action, JsonObject body, CancellationToken cancellation)
    {
        var path = $"jobs/{Uri.EscapeDataString(job)}";
        var clock = Stopwatch.StartNew();
        var trigger = (string)(await client.SendAsync(HttpMethod.Post, $"{path}/{action}", body, cancellation))["request-id"]!;
        for (var next = Word; ; await Task.Delay(Look, cancellation))
        {
            var said = await client.GetAsync($"{path}/savepoints/{trigger}", cancellation);
            if ((string?)said["status"]?["id"] == "COMPLETED") return Result(job, trigger, said["operation"], clock.Elapsed);
            if (clock.Elapsed < next) continue;
            next += Word;
            await progress.WriteLineAsync($"Waits for the savepoint of job {job} until its open loads are in the table: {(int)clock.Elapsed.TotalSeconds} s");
        }
    }

    private static JsonObject Result(string job, string trigger, JsonNode? operation, TimeSpan elapsed)
    {
        if ((string?)operation?["location"] is not { } location) throw new AdminException(ExitCode.Failure, (string?)operation?["failure-cause"]?["stack-trace"] ?? "The service did not say what became of the savepoint. Look into its log.");
        return new JsonObject { ["job"] = job, ["trigger"] = trigger, ["path"] = location["file:".Length..], ["seconds"] = Math.Round(elapsed.TotalSeconds, 3) };
    }
}
