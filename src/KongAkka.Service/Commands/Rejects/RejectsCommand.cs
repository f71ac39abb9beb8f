using System.CommandLine;
using KongAkka.Pipeline.Rejects;

namespace KongAkka.Service.Commands.Rejects;

/// <summary><c>rejects</c>: what a job has rejected.</summary>
internal static class RejectsCommand
{
    private const int DefaultLimit = 20;

    /// <summary>The command.</summary>
    public static Command Create() => new("rejects", "Tells what a job has rejected.") { CreateList(), CreateShow(), ReplayCommand.Create() };

    private static Command CreateList()
    {
        var call = new RejectsCall();
        var command = new Command("list", "Counts what a job has rejected, by reason and origin.");
        call.AddTo(command);
        command.SetAction((parsed, cancellation) => call.RunAsync(parsed, (reader, output) => ListAsync(reader, output, cancellation)));
        return command;
    }

    private static Command CreateShow()
    {
        var call = new RejectsCall();
        var reason = new Option<string?>("--reason") { Description = "Only those with this reason.", HelpName = "R" };
        var partition = new Option<int?>("--partition") { Description = "Only those of this partition.", HelpName = "P" };
        var offset = new Option<long?>("--offset") { Description = "Only those of this offset.", HelpName = "O" };
        var limit = new Option<int>("--limit") { Description = "The most records to show; the newest ones.", HelpName = "N", DefaultValueFactory = _ => DefaultLimit };
        var command = new Command("show", "Shows the records that a job has rejected, the newest last.") { reason, partition, offset, limit };
        call.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var filter = new RejectFilter(parsed.GetValue(reason), parsed.GetValue(partition), parsed.GetValue(offset));
            var most = parsed.GetValue(limit);
            if (most < 1) return await CommandLine.FailAsync(ExitCode.WrongCall, $"--limit {most}: Write a number from 1.");
            return await call.RunAsync(parsed, (reader, output) => ShowAsync(reader, output, filter, most, cancellation));
        });
        return command;
    }

    private static async Task ListAsync(RejectReader reader, RejectsOutput output, CancellationToken cancellation)
    {
        var tally = new RejectTally();
        await foreach (var record in reader.ReadAsync(output.NoteBroken, cancellation)) tally.Add(record);
        output.WriteList(tally.Reasons(), reader.Files);
    }

    private static async Task ShowAsync(RejectReader reader, RejectsOutput output, RejectFilter filter, int limit, CancellationToken cancellation)
    {
        var newest = new NewestRejects(limit);
        await foreach (var record in reader.ReadAsync(output.NoteBroken, cancellation))
            if (filter.Matches(record)) newest.Add(record);
        output.WriteRecords(newest.Records, newest.Repeated);
    }
}
