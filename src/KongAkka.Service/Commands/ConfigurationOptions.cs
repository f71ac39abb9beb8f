using System.CommandLine;
using KongAkka.Service.Configuration;

namespace KongAkka.Service.Commands;

/// <summary>The options that name a configuration.</summary>
internal sealed class ConfigurationOptions
{
    private readonly Option<string> _config = new("--config")
    {
        Description = "The configuration, HOCON over the built-in reference.conf.",
        HelpName = "FILE",
        Required = true,
    };

    private readonly Option<string[]> _set = new("--set")
    {
        Description = "Sets a key over the file, as in --set jobs.access-log.parallelism=2; may be repeated.",
        HelpName = "KEY=VALUE",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    /// <summary>Adds them to a command.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        command.Add(_config);
        command.Add(_set);
    }

    /// <summary>The file that was named.</summary>
    /// <param name="call">The call.</param>
    public string FileOf(ParseResult call) => call.GetRequiredValue(_config);

    /// <summary>Reads the configuration.</summary>
    /// <param name="call">The call.</param>
    /// <exception cref="ConfigurationException">It has faults.</exception>
    public ServiceConfiguration Read(ParseResult call) => ServiceConfiguration.Load(FileOf(call), call.GetValue(_set) ?? []);
}
