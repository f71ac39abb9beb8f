namespace KongAkka.Service.Hocon;

/// <summary>A configuration put together from several sources; what is added later wins.</summary>
internal sealed class HoconDocument
{
    private readonly List<string> _warnings = [];
    private readonly HoconFields _fields = new();
    private readonly HoconIncludes _includes;
    private readonly HoconResolver _resolver;

    /// <summary>Makes an empty document.</summary>
    /// <param name="environment">Gives the value of an environment variable, or null; the process's own by default.</param>
    public HoconDocument(Func<string, string?>? environment = null)
    {
        _includes = new HoconIncludes(_warnings.Add);
        _resolver = new HoconResolver(_fields, environment ?? Environment.GetEnvironmentVariable);
    }

    /// <summary>What deserves attention but is no error.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>The outermost keys to which substitutions refer; known after <see cref="Resolve"/>.</summary>
    public IReadOnlySet<string> ReferredRoots => _resolver.ReferredRoots;

    /// <summary>Adds a text.</summary>
    /// <param name="text">HOCON.</param>
    /// <param name="source">What it came from, for messages.</param>
    /// <exception cref="HoconException">It is not HOCON.</exception>
    public void AddText(string text, string source) => _fields.Absorb(HoconParser.ParseText(text, source, _includes, []));

    /// <summary>Adds a file.</summary>
    /// <param name="file">Its path.</param>
    /// <exception cref="HoconException">It cannot be read or is not HOCON.</exception>
    public void AddFile(string file) => _fields.Absorb(_includes.LoadRoot(file));

    /// <summary>Sets one key.</summary>
    /// <param name="path">The key's path.</param>
    /// <param name="value">The value: HOCON where it begins with <c>[</c>, <c>{</c> or <c>"</c> or holds <c>${</c>; any other text stands for itself, so that addresses need no quotes.</param>
    /// <param name="source">What it came from, for messages.</param>
    /// <exception cref="HoconException">The value is not HOCON.</exception>
    public void Set(HoconPath path, string value, string source)
    {
        var isHocon = value.TrimStart() is ['[' or '{' or '"', ..] || value.Contains("${", StringComparison.Ordinal);
        _fields.Assign(path, isHocon ? HoconParser.ParseValue(value, source, _includes) : new HoconNode.Scalar(value.Trim(), Quoted: false, new HoconOrigin(source)));
    }

    /// <summary>Resolves all substitutions.</summary>
    /// <exception cref="HoconException">One leads nowhere, in a circle or to a value of the wrong kind.</exception>
    public HoconObject Resolve() => _resolver.Resolve();
}
