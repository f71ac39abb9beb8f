using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace KongAkka.ServerTests.Databases;

/// <summary>A database server as a process of its own on a free port of loopback, in a temporary folder. Killed when disposed.</summary>
internal sealed class ServerProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Func<ServerProcess, ProcessStartInfo> _start;
    private Process? _process;

    public ServerProcess(string name, Func<ServerProcess, ProcessStartInfo> start)
    {
        Folder = Directory.CreateTempSubdirectory($"kongakka-{name}-").FullName;
        _start = start;
    }

    public string Folder { get; }

    public int Port { get; } = FreePort();

    /// <summary>Runs a program to its end.</summary>
    public static void Run(string program, params IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {error} {output.Result}");
    }

    /// <summary>Starts it, on the data that it had, and waits until it answers.</summary>
    public async Task StartAsync(Func<Task> answers)
    {
        var start = _start(this);
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        _process = Process.Start(start)!;
        var output = new List<string?>();
        _process.OutputDataReceived += (_, line) => output.Add(line.Data);
        _process.ErrorDataReceived += (_, line) => output.Add(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        for (var deadline = DateTime.UtcNow + Patience; ;)
        {
            try
            {
                await answers();
                return;
            }
            catch (Exception e) when (e is System.Data.Common.DbException or IOException or TimeoutException && DateTime.UtcNow < deadline && !_process.HasExited)
            {
                // The pause between two questions whether it is up.
                await Task.Delay(100);
            }
        }
    }

    /// <summary>Ends it as kill -9 does.</summary>
    public void Kill()
    {
        if (_process is null) return;
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        _process = null;
    }

    public void Dispose()
    {
        Kill();
        Directory.Delete(Folder, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
