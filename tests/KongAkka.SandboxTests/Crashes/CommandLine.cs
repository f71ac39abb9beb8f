using System.Diagnostics;
using KongAkka.Sandbox.Chaos;
using KongAkka.Sandbox.Kafka;

namespace KongAkka.SandboxTests.Crashes;

/// <summary>The program <c>kongakka</c> in processes of its own, asking a running service.</summary>
/// <param name="admin">Where the service listens.</param>
internal sealed class CommandLine(Uri admin)
{
    public static async Task<CommandLine> OfAsync(ChildService service) => new(await CrashRun.AdminOfAsync(service));

    /// <summary>Runs a command that has to succeed.</summary>
    /// <returns>What it prints for its result.</returns>
    public async Task<string> DoesAsync(params string[] arguments)
    {
        var (code, output, error) = await RunAsync(arguments);
        Assert.True(code == 0, $"{string.Join(' ', arguments)} ended with {code}: {output}{error}");
        return output.Trim();
    }

    /// <summary>Runs a command that has to fail.</summary>
    /// <returns>What it says.</returns>
    public async Task<string> FailsAsync(params string[] arguments)
    {
        var (code, output, error) = await RunAsync(arguments);
        Assert.True(code == 1, $"{string.Join(' ', arguments)} ended with {code}: {output}{error}");
        return error;
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(string[] arguments)
    {
        // A savepoint is a file, shown without a service.
        string[] where = arguments is ["savepoint", "show", ..] ? [] : ["--admin", $"{admin}"];
        string[] program = [Path.Combine(AppContext.BaseDirectory, "kongakka.dll"), .. arguments, .. where];
        using var process = ProcessGate.Start(new ProcessStartInfo("dotnet", program) { RedirectStandardOutput = true, RedirectStandardError = true });
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await error);
    }
}
