using System.CommandLine;
using KongAkka.Jobs;
using KongAkka.Jobs.Replays;
using KongAkka.Pipeline.Rejects;
using KongAkka.Service.Configuration;

namespace KongAkka.Service.Commands.Rejects;

/// <summary><c>rejects replay</c>: loads what a job has rejected and its rule and table take now.</summary>
internal static class ReplayCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var call = new RejectsCall();
        var reason = new Option<string?>("--reason") { Description = "Only those with this reason.", HelpName = "R" };
        var partition = new Option<int?>("--partition") { Description = "Only those of this partition.", HelpName = "P" };
        var offset = new Option<long?>("--offset") { Description = "Only those of this offset.", HelpName = "O" };
        var decision = new Option<string?>("--as") { Description = "What became of the open load of an earlier replay that the sink has forgotten: loaded, or reload to load it again." };
        decision.AcceptOnlyFromAmong("loaded", "reload");
        var command = new Command("replay", "Takes what a job has rejected through its rule again and loads what comes out, each record once.") { reason, partition, offset, decision };
        call.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            var filter = new RejectFilter(parsed.GetValue(reason), parsed.GetValue(partition), parsed.GetValue(offset));
            bool? isLoaded = parsed.GetValue(decision) is { } word ? word == "loaded" : null;
            return call.RunAsync(parsed, async (configuration, job, reader, output) =>
            {
                var request = new ReplayRequest { Selects = record => filter.Matches(record), OnBroken = output.NoteBroken, IsOpenLoaded = isLoaded };
                output.WriteReplay(await ReplayAsync(configuration, job, reader, request, cancellation));
            });
        });
        return command;
    }

    private static Task<ReplayTally> ReplayAsync(ServiceConfiguration configuration, JobSpec job, RejectReader reader, ReplayRequest request, CancellationToken cancellation) =>
        JournalCall.RunAsync(
            configuration,
            configuration.LogLevel,
            (system, loggers) => new RejectReplay(system, job, reader, loggers.CreateLogger("replay " + job.Name)).RunAsync(request, cancellation));
}
