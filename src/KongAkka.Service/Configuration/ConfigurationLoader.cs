using KongAkka.Service.Hocon;

namespace KongAkka.Service.Configuration;

/// <summary>Puts a configuration together: the reference, a file or text over it, settings of the command line over both.</summary>
internal sealed class ConfigurationLoader
{
    /// <summary>The name by which messages call the reference.</summary>
    public const string ReferenceName = "reference.conf";

    private readonly ConfigurationReading _reading = new();
    private readonly HoconDocument _document;
    private readonly long _memory;

    /// <summary>Makes a loader that knows the reference.</summary>
    /// <param name="environment">Gives the value of an environment variable, or null; the process's own by default.</param>
    /// <param name="memory">The bytes of memory that the process may use; what the runtime says by default.</param>
    public ConfigurationLoader(Func<string, string?>? environment = null, long? memory = null)
    {
        _document = new HoconDocument(environment);
        _memory = memory ?? GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        _document.AddText(Reference(), ReferenceName);
    }

    /// <summary>The text of <c>reference.conf</c>.</summary>
    public static string Reference()
    {
        using var stream = typeof(ConfigurationLoader).Assembly.GetManifestResourceStream(ReferenceName)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>Adds a file.</summary>
    /// <param name="file">Its path.</param>
    public void AddFile(string file) => Try(() => _document.AddFile(file));

    /// <summary>Adds a text.</summary>
    /// <param name="text">HOCON.</param>
    /// <param name="source">What it came from.</param>
    public void AddText(string text, string source) => Try(() => _document.AddText(text, source));

    /// <summary>Adds settings of the command line.</summary>
    /// <param name="settings">Each as <c>KEY=VALUE</c>.</param>
    public void AddSettings(IEnumerable<string> settings)
    {
        foreach (var text in settings)
        {
            Try(() =>
            {
                var setting = ConfigurationSetting.Read(text);
                _document.Set(setting.Path, setting.Value, setting.Source);
            });
        }
    }

    /// <summary>Reads what was put together.</summary>
    /// <param name="reading">What came up meanwhile.</param>
    /// <exception cref="ConfigurationException">It has faults.</exception>
    public ServiceConfiguration Read(out ConfigurationReading reading)
    {
        reading = _reading;
        _reading.ThrowIfFaulty();
        HoconObject? root = null;
        Try(() => root = _document.Resolve());
        _reading.ThrowIfFaulty();
        var configuration = ServiceReader.Read(_reading, root!, _document.ReferredRoots, _memory);
        _reading.ThrowIfFaulty();
        return configuration with { Warnings = [.. _document.Warnings, .. _reading.Warnings] };
    }

    private void Try(Action action)
    {
        try
        {
            action();
        }
        catch (HoconException e)
        {
            _reading.Add(ConfigurationFault.Of(e));
        }
    }
}
