using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using KongAkka.Sandbox.Chaos;

namespace KongAkka.Sandbox;

/// <summary>The command line of the sandbox.</summary>
internal sealed class SandboxCommand
{
    private readonly Option<int> _rate = Number("--rate", "Records a second.", 1, 1_000_000, 2000);

    private readonly Option<int> _seconds = Number(
        "--seconds",
        "End after so many seconds with a summary: 0 when the table holds exactly what was sent, else 1.",
        1,
        int.MaxValue,
        null);

    private readonly Option<string?> _data = new("--data")
    {
        Description = "The folder for all data. Default: a new temporary one, removed at the end.",
        HelpName = "DIR",
    };

    private readonly Option<int> _starRocksPort = Number("--starrocks-port", "The port of the embedded StarRocks; 0 for any free one.", 0, 65535, 8030);

    private readonly Option<int> _queryPort = Number("--query-port", "The port of the embedded StarRocks for the MySQL protocol; 0 for any free one.", 0, 65535, 9030);

    private readonly Option<int> _adminPort = Number("--admin-port", "The port of the service's admin address; 0 for any free one.", 0, 65535, 8558);

    private readonly Option<bool> _serversOnly = new("--servers-only")
    {
        Description = "Only the servers, no traffic and no service. The first line on stdout is JSON with their addresses.",
    };

    private readonly Option<bool> _noKafka = new("--no-kafka")
    {
        Description = "No embedded Kafka, for a StarRocks beside a broker of your own; means --servers-only.",
    };

    private readonly Option<bool> _chaos = new("--chaos")
    {
        Description = "Run the service as a process of its own, kill it again and again, and break its connections, all at random.",
    };

    private readonly RootCommand _root;

    /// <summary>Makes the command.</summary>
    /// <param name="run">What it does with its options; returns the exit code.</param>
    public SandboxCommand(Func<SandboxOptions, Task<int>> run)
    {
        _root = new RootCommand("KongAkka's sandbox: an embedded Kafka, an embedded StarRocks, traffic like a Kong node's logs, and the service that loads it. "
            + "At its end it proves that nothing was lost, doubled or changed.")
        {
            _rate, _seconds, _data, _starRocksPort, _queryPort, _adminPort, _serversOnly, _noKafka, _chaos,
        };
        _root.Add(ServiceCommand.Create());
        _root.Validators.Add(RefuseContradictions);
        _root.SetAction((result, _) => run(Read(result)));
    }

    /// <summary>Parses the arguments and runs.</summary>
    /// <param name="args">The arguments.</param>
    /// <returns>The exit code: 2 for a wrong call, else that of the run.</returns>
    public async Task<int> InvokeAsync(string[] args)
    {
        var parsed = _root.Parse(args);
        if (parsed.Errors.Count == 0)
        {
            // The signals are the sandbox's own: they end the traffic, not the program.
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }

        foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync(error.Message);
        await Console.Error.WriteLineAsync("Run with --help for all options.");
        return ExitCodes.WrongCall;
    }

    private static Option<int> Number(string name, string description, int least, int most, int? otherwise)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "N" };
        if (otherwise is { } value) option.DefaultValueFactory = _ => value;
        option.CustomParser = result =>
        {
            var given = result.Tokens[0].Value;
            if (!int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < least || number > most)
                result.AddError($"{name} {given}: it must be a whole number from {least} to {most}.");
            return number;
        };
        return option;
    }

    private void RefuseContradictions(CommandResult result)
    {
        var serversOnly = result.GetValue(_serversOnly) || result.GetValue(_noKafka);
        if (serversOnly && result.GetResult(_rate) is { Implicit: false })
            result.AddError("--rate goes with traffic, and there is none with --servers-only or --no-kafka.");
        if (serversOnly && result.GetValue(_chaos))
            result.AddError("--chaos goes with the service, and there is none with --servers-only or --no-kafka.");
    }

    private SandboxOptions Read(ParseResult result) => new()
    {
        Rate = result.GetValue(_rate),
        Seconds = result.GetResult(_seconds) is { Implicit: false } ? result.GetValue(_seconds) : null,
        Data = result.GetValue(_data),
        StarRocksPort = result.GetValue(_starRocksPort),
        QueryPort = result.GetValue(_queryPort),
        AdminPort = result.GetValue(_adminPort),
        ServersOnly = result.GetValue(_serversOnly) || result.GetValue(_noKafka),
        WithKafka = !result.GetValue(_noKafka),
        Chaos = result.GetValue(_chaos),
    };
}
