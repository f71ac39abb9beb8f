using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace KongAkka.Sandbox.Progress;

/// <summary>A view that renews itself in place, for a terminal.</summary>
/// <param name="console">The terminal.</param>
/// <param name="time">The clock.</param>
internal sealed class LiveProgress(IAnsiConsole console, TimeProvider time) : IProgressView
{
    private static readonly TimeSpan Renewal = TimeSpan.FromMilliseconds(500);

    /// <inheritdoc/>
    public Task ShowAsync(ProgressMeter meter, CancellationToken stop) =>
        console.Live(Render(meter.Take())).StartAsync(async live =>
        {
            using var timer = new PeriodicTimer(Renewal, time);
            try
            {
                while (await timer.WaitForNextTickAsync(stop)) live.UpdateTarget(Render(meter.Take()));
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                live.UpdateTarget(Render(meter.Take()));
            }
        });

    /// <summary>One sample as a picture.</summary>
    public static IRenderable Render(ProgressSample sample)
    {
        var details = new Columns(Reasons("dropped", sample.Dropped), Reasons("rejected", sample.Rejected), Lag(sample));
        var rows = new List<IRenderable> { Heading(sample), Flows(sample), details };
        if (sample.Failure is { } failure) rows.Add(new Markup($"[red]{Markup.Escape(failure)}[/]"));
        return new Rows(rows);
    }

    private static Markup Heading(ProgressSample sample)
    {
        var colour = sample.State == Jobs.JobState.Running ? "green" : "yellow";
        var note = sample.IsWaiting ? "  [yellow]traffic waits: the job has to catch up before Kafka forgets[/]" : "";
        return new Markup($"[bold]KongAkka sandbox[/]  {sample.Elapsed:hh\\:mm\\:ss}  [{colour}]{JobStateNames.Of(sample.State)}[/]{note}");
    }

    private static Table Flows(ProgressSample sample)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("");
        foreach (var heading in new[] { "sent", "read", "kept", "in the table" }) table.AddColumn(new TableColumn(heading).RightAligned());
        Flow[] flows = [sample.Sent, sample.Read, sample.Kept, sample.Loaded];
        table.AddRow(["records", .. flows.Select(f => Number(f.Total))]);
        table.AddRow(["a second", .. flows.Select(f => Number((long)f.PerSecond))]);
        table.Caption = new TableTitle($"{Number(sample.Loads)} loads, {Number(sample.Retries)} attempts repeated");
        return table;
    }

    private static Table Reasons(string title, IReadOnlyList<(string Reason, long Records)> counts)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn(title).AddColumn(new TableColumn("records").RightAligned());
        foreach (var (reason, records) in counts) table.AddRow(Markup.Escape(reason), Number(records));
        return table;
    }

    private static Table Lag(ProgressSample sample)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("partition").AddColumn(new TableColumn("lag").RightAligned());
        for (var partition = 0; partition < sample.Lag.Count; partition++)
            table.AddRow(partition.ToString(CultureInfo.InvariantCulture), Number(sample.Lag[partition]));
        return table;
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
