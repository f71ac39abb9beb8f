using System.Diagnostics;
using System.Runtime.InteropServices;
using KongAkka.Sandbox.Kafka;

namespace KongAkka.Sandbox.Chaos;

/// <summary>The service as a child process. What it logs is kept. Killed when disposed.</summary>
internal sealed partial class ChildService : IDisposable
{
    /// <summary>What a process ends with that SIGKILL has ended.</summary>
    public const int KilledExitCode = 128 + 9;

    /// <summary>SIGTERM.</summary>
    public const int Terminate = 15;

    /// <summary>SIGCONT.</summary>
    public const int Continue = 18;

    /// <summary>SIGSTOP.</summary>
    public const int Stop = 19;

    private const string Program = "kongakka-sandbox";

    private readonly Process _process;
    private readonly List<string> _lines = [];

    /// <summary>Starts it.</summary>
    /// <param name="arguments">Those of <c>kongakka run</c>, and where it is to crash.</param>
    public ChildService(params IEnumerable<string> arguments)
    {
        var isProgram = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == Program;
        string[] program = isProgram ? [] : [Path.Combine(AppContext.BaseDirectory, Program + ".dll")];
        var start = new ProcessStartInfo(isProgram ? Environment.ProcessPath! : "dotnet", [.. program, ServiceCommand.Name, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // As kongakka itself is set up: half of a short life would be spent on code that watches code.
            Environment = { ["DOTNET_TieredPGO"] = "0", ["DOTNET_gcConcurrent"] = "0" },
        };
        _process = ProcessGate.Start(start);
        _process.OutputDataReceived += (_, line) => Add(line.Data);
        _process.ErrorDataReceived += (_, line) => Add(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>The process's id.</summary>
    public int Id => _process.Id;

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Whether it has said that its job runs.</summary>
    public bool IsRunning => Log.Contains(" subtasks", StringComparison.Ordinal);

    /// <summary>What it has logged so far.</summary>
    public string Log
    {
        get
        {
            lock (_lines) return string.Join('\n', _lines);
        }
    }

    /// <summary>Sends it a signal.</summary>
    /// <param name="signal">The signal's number.</param>
    public void Signal(int signal)
    {
        if (!_process.HasExited) _ = Send(_process.Id, signal);
    }

    /// <summary>Kills it as <c>kill -9</c> does.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Waits for its end.</summary>
    /// <param name="patience">For how long.</param>
    /// <returns>The exit code; null when it has not ended within that time.</returns>
    public async Task<int?> ExitAsync(TimeSpan patience)
    {
        using var over = new CancellationTokenSource(patience);
        try
        {
            await _process.WaitForExitAsync(over.Token);
            return _process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private void Add(string? line)
    {
        if (line is null) return;
        lock (_lines) _lines.Add(line);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Send(int process, int signal);
}
