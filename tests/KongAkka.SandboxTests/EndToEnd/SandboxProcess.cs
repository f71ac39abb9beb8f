using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using KongAkka.Sandbox.Kafka;
using KongAkka.SandboxTests.Consuming;

namespace KongAkka.SandboxTests.EndToEnd;

/// <summary>The sandbox as a program of its own, with a folder of its own for temporary files.</summary>
internal sealed partial class SandboxProcess : IDisposable
{
    public const int Interrupt = 2;
    public const int Terminate = 15;

    private readonly string _temporary = Directory.CreateTempSubdirectory("kongakka-test-").FullName;
    private readonly List<string> _output = [];
    private readonly List<string> _errors = [];
    private readonly Process _process;

    public SandboxProcess(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "kongakka-sandbox.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["TMPDIR"] = _temporary },
        };
        _process = ProcessGate.Start(start);
        _process.OutputDataReceived += (_, line) => Add(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Add(_errors, line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>The lines on standard output so far.</summary>
    public IReadOnlyList<string> Output => Copy(_output);

    /// <summary>The text on standard error so far.</summary>
    public string Errors => string.Join('\n', Copy(_errors));

    /// <summary>The folders that the program left behind.</summary>
    public IReadOnlyList<string> LeftBehind => Directory.GetDirectories(_temporary, "kongakka-sandbox-*");

    public Task PrintsAsync(Func<string, bool> line) =>
        Eventually.TrueAsync(() => Output.Any(line) || _process.HasExited, ToString);

    public void Signal(int signal)
    {
        if (Kill(_process.Id, signal) != 0) throw new InvalidOperationException($"signal {signal.ToString(CultureInfo.InvariantCulture)} could not be sent");
    }

    public async Task<int> EndsAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await _process.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    public override string ToString() => $"{string.Join('\n', Output)}\n{Errors}";

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        Directory.Delete(_temporary, true);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);

    private static void Add(List<string> lines, string? line)
    {
        if (line is null) return;
        lock (lines) lines.Add(line);
    }

    private static string[] Copy(List<string> lines)
    {
        lock (lines) return [.. lines];
    }
}
