using System.Security.Cryptography;

namespace KongAkka.Sandbox.StarRocks.Loading;

/// <summary>The error logs of the latest loads, which an ErrorURL leads to. Thread-safe.</summary>
internal sealed class ErrorLogs
{
    private const int Kept = 200;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    /// <summary>Keeps a log.</summary>
    /// <returns>The name it is asked for by.</returns>
    public string Add(IEnumerable<string> lines)
    {
        var name = $"error_log_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}";
        lock (_lock)
        {
            _texts[name] = string.Concat(lines.Select(line => line + "\n"));
            _order.Enqueue(name);
            if (_order.Count > Kept) _texts.Remove(_order.Dequeue());
        }

        return name;
    }

    public string? Find(string name)
    {
        lock (_lock) return _texts.GetValueOrDefault(name);
    }
}
