using Akka.Actor;
using KongAkka.Jobs.Replays;
using KongAkka.Pipeline.Consuming;
using KongAkka.Pipeline.Rejects;
using KongAkka.Sandbox.StarRocks.Tables;
using KongAkka.SandboxTests.Consuming;

namespace KongAkka.SandboxTests.Jobs;

/// <summary>Replays of what a <see cref="JobRun"/> has rejected.</summary>
internal static class ReplayRuns
{
    /// <summary>Rows whose number has more than two digits do not fit.</summary>
    public const int NarrowUrl = 3;

    public const string Unfit = "unfit-request_url";

    /// <summary>Lets a bounded job read rows of which those from number 100 on are rejected.</summary>
    public static async Task RejectAsync(this JobRun run, int rows, int partitions)
    {
        run.SetUrl(NarrowUrl);
        run.Produce(rows, partitions);
        run.Spec = run.Spec with { Source = run.Spec.Source with { Bounded = BoundedMode.LatestOffset } };
        run.Start();
        await run.EndedAsync();
        await run.KillAsync();
        await run.HoldsExactlyAsync(100);
    }

    public static void SetUrl(this JobRun run, int bytes) =>
        run.StarRocks.AlterTable("quickstart", "KONG_ACCESS_LOG", table => table.With(TableColumn.Varchar("request_url", bytes)));

    /// <summary>Replays as another process does.</summary>
    public static async Task<ReplayTally> ReplayAsync(this JobRun run, ReplayRequest? request = null)
    {
        using var system = run.OpenJournal();
        try
        {
            return await run.ReplayAsync(system, request);
        }
        finally
        {
            await system.Terminate();
        }
    }

    public static Task<ReplayTally> ReplayAsync(this JobRun run, ActorSystem system, ReplayRequest? request = null, CancellationToken cancellation = default) =>
        new RejectReplay(system, run.Spec, RejectPlaces.CreateReader(run.Spec.Rejects, run.Spec.Name)!, run.Log)
            .RunAsync(request ?? new ReplayRequest(), cancellation).WaitAsync(Eventually.Patience, CancellationToken.None);
}
