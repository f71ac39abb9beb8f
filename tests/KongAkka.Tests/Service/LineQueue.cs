using System.Collections.Concurrent;
using System.Text;

namespace KongAkka.Tests.Service;

/// <summary>Keeps the lines that are written to it and lets a test wait for one.</summary>
internal sealed class LineQueue : TextWriter
{
    private readonly ConcurrentQueue<string> _lines = new();

    public override Encoding Encoding => Encoding.UTF8;

    public override void WriteLine(string? value) => _lines.Enqueue(value ?? "");

    public string? Find(string text) => _lines.FirstOrDefault(l => l.Contains(text, StringComparison.Ordinal));

    public async Task<string> FirstAsync(string text)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        string? line;
        // The line is written by an actor: it is polled for.
        while ((line = Find(text)) is null) await Task.Delay(10, limit.Token);
        return line;
    }
}
