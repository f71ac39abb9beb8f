using System.CommandLine;

namespace KongAkka.Service.Commands.Jobs;

/// <summary>What the commands that speak with a running service have in common.</summary>
internal sealed class AdminCall
{
    private const string TokenVariable = "KONGAKKA_ADMIN_TOKEN";

    private readonly Option<string> _admin = new("--admin") { Description = "The service's admin address.", HelpName = "URL", DefaultValueFactory = _ => "http://127.0.0.1:8558" };

    private readonly Option<string?> _token = new("--token") { Description = $"The secret for changes; {TokenVariable} by default.", HelpName = "TOKEN" };

    private readonly Option<bool> _json = new("--json") { Description = "Prints JSON." };

    /// <summary>Makes the options.</summary>
    public AdminCall() => _admin.Validators.Add(given =>
    {
        if (given.Tokens is [var address] && Address(address.Value) is null) given.AddError($"--admin {address.Value}: that is no address. Write one as http://127.0.0.1:8558.");
    });

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        command.Add(_admin);
        command.Add(_token);
        command.Add(_json);
    }

    /// <summary>Speaks with the service.</summary>
    /// <param name="call">The call.</param>
    /// <param name="speakAsync">What to say.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(ParseResult call, Func<AdminClient, JobOutput, Task> speakAsync)
    {
        var token = call.GetValue(_token) ?? Environment.GetEnvironmentVariable(TokenVariable);
        using var client = new AdminClient(Address(call.GetRequiredValue(_admin))!, string.IsNullOrEmpty(token) ? null : token);
        await speakAsync(client, new JobOutput(Console.Out, call.GetValue(_json), isTerminal: !Console.IsOutputRedirected));
        return ExitCode.Success;
    }

    private static Uri? Address(string? text) =>
        Uri.TryCreate(text?.TrimEnd('/') + "/", UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps) ? address : null;
}
