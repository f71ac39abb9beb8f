using System.Diagnostics;
using Confluent.Kafka;
using KongAkka.Jobs;
using KongAkka.Sandbox.Producing;
using KongAkka.Sandbox.Progress;
using KongAkka.Sandbox.Proving;
using KongAkka.Sandbox.Traffic;
using KongAkka.Service;

namespace KongAkka.Sandbox.Running;

/// <summary>One run of the sandbox: traffic until it is told to stop, then the job settles what was sent, then the proof.</summary>
/// <param name="servers">The servers.</param>
/// <param name="plan">The traffic.</param>
/// <param name="output">Where the words go.</param>
/// <param name="view">Shows how the run gets on.</param>
internal sealed class SandboxRun(SandboxServers servers, TrafficPlan plan, TextWriter output, IProgressView view)
{
    private static readonly TimeSpan DrainCheck = TimeSpan.FromMilliseconds(50);

    private readonly TimeProvider _time = TimeProvider.System;
    private readonly List<string> _troubles = [];

    /// <summary>Runs.</summary>
    /// <param name="service">The service with the sandbox's job; stopped when the call returns.</param>
    /// <param name="stop">Stops the traffic.</param>
    /// <returns>What the run proved.</returns>
    public async Task<ProofReport> RunAsync(KongAkkaService service, CancellationToken stop)
    {
        JobStatus Job() => service.Jobs.Jobs[0];
        using var traffic = new TrafficProducer(servers.Target, plan, _time);
        var meter = new ProgressMeter(traffic, Job, _time);
        using (var endOfView = new CancellationTokenSource())
        {
            var shown = view.ShowAsync(meter, endOfView.Token);
            await SendAsync(traffic, service.Jobs, stop);
            if (_troubles.Count == 0) await DrainAsync(traffic, Job);
            await endOfView.CancelAsync();
            await shown;
        }

        await service.StopAsync();
        foreach (var line in SummaryText.Figures(meter.Take(), traffic.Tally)) await output.WriteLineAsync(line);
        return await ProveAsync(traffic, Job());
    }

    private async Task SendAsync(TrafficProducer traffic, JobHost jobs, CancellationToken stop)
    {
        using var stopOrEnd = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var sending = traffic.RunAsync(() => jobs.Jobs[0].Positions, stopOrEnd.Token);
        if (await Task.WhenAny(sending, jobs.Ended) == jobs.Ended) await stopOrEnd.CancelAsync();
        try
        {
            await sending;
        }
        catch (KafkaException e)
        {
            _troubles.Add($"The embedded Kafka refused a record: {e.Message}");
        }
    }

    private async Task DrainAsync(TrafficProducer traffic, Func<JobStatus> job)
    {
        var watch = new DrainWatch(_time);
        while (true)
        {
            var status = job();
            switch (watch.Check(traffic.Ends, status))
            {
                case DrainState.Draining: break;
                case DrainState.Drained: return;
                case DrainState.JobEnded:
                    _troubles.Add($"The job ended {JobStateNames.Of(status.State)} before all was settled: {status.Failure ?? "no reason was given"}");
                    return;
                case DrainState.Stalled:
                    _troubles.Add($"The job settled nothing for {DrainWatch.Patience.TotalSeconds:F0} s ({JobStateNames.Of(status.State)}): "
                        + (status.Failure ?? "no failure was reported"));
                    return;
                default: throw new UnreachableException();
            }

            await Task.Delay(DrainCheck, _time);
        }
    }

    private async Task<ProofReport> ProveAsync(TrafficProducer traffic, JobStatus job)
    {
        await output.WriteLineAsync("\nReading the table back …");
        var proof = new Proof(new TableReader(servers.StarRocks.LoadUrl, SandboxJob.Database, SandboxJob.Table), plan);
        var report = await proof.RunAsync(traffic.Expected, traffic.Tally, job, _troubles);
        foreach (var line in SummaryText.Verdict(report)) await output.WriteLineAsync(line);
        return report;
    }
}
