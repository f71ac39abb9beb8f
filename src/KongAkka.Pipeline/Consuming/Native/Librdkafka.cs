using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KongAkka.Pipeline.Consuming.Native;

/// <summary>
/// The one copy of the native library that the whole process uses: Confluent.Kafka, this assembly and those that ask for it. Without it, a package build
/// that does not load on this system is silently replaced by whatever librdkafka the system has, however old.
/// </summary>
public static class Librdkafka
{
    /// <summary>The name under which P/Invokes ask for it.</summary>
    public const string Name = "librdkafka";

    /// <summary>The lowest version that will do: 2.16.0.</summary>
    public const int LowestVersion = 0x021000ff;

    private static readonly Lock Gate = new();
    private static readonly HashSet<Assembly> Served = [];
    private static readonly Lazy<UnrecoverableException?> Fault = new(FindFault);
    private static nint _handle;

    /// <summary>Where the library was loaded from; null when the runtime's own search found it.</summary>
    public static string? Path { get; private set; }

    /// <summary>The version of the library that is loaded, such as <c>2.16.0</c>.</summary>
    public static string Version => Marshal.PtrToStringUTF8(NativeMethods.VersionText()) ?? "";

    /// <summary>Lets the P/Invokes of an assembly to <see cref="Name"/> reach the same copy. Can be asked again.</summary>
    /// <param name="assembly">The assembly whose imports to resolve.</param>
    public static void Serve(Assembly assembly)
    {
        lock (Gate)
        {
            if (!Served.Add(assembly)) return;
            try
            {
                NativeLibrary.SetDllImportResolver(assembly, (name, _, _) => name.EndsWith(Name, StringComparison.Ordinal) ? _handle : 0);
            }
            catch (InvalidOperationException)
            {
                // Somebody else resolves for this assembly, and only one may; whether it came to the same version is for EnsureUsable to find out.
            }
        }
    }

    /// <summary>Makes sure that the library is there, new enough, and the same for Confluent.Kafka and for us.</summary>
    /// <exception cref="UnrecoverableException">It is not.</exception>
    public static void EnsureUsable()
    {
        if (Fault.Value is { } fault) throw new UnrecoverableException(fault.What, fault.Remedy, fault.InnerException);
    }

    // Before any of Confluent.Kafka's imports is bound: a resolver comes too late afterwards.
#pragma warning disable CA2255
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Load()
    {
        foreach (var file in LibrdkafkaFiles.Candidates(AppContext.BaseDirectory, RuntimeInformation.RuntimeIdentifier))
        {
            if (!File.Exists(file) || !NativeLibrary.TryLoad(file, out _handle)) continue;
            Path = file;
            break;
        }
        Serve(typeof(Confluent.Kafka.Library).Assembly);
        Serve(typeof(Librdkafka).Assembly);
    }

    private static UnrecoverableException? FindFault()
    {
        const string remedy = "Run the program with the native library of its own package beside it (runtimes/<rid>/native or the publish folder); "
            + "on Linux without one of its other builds it needs libsasl2.so.3.";
        try
        {
            var ours = NativeMethods.Version();
            var theirs = Confluent.Kafka.Library.Version;
            if (Math.Min(ours, theirs) < LowestVersion)
                return new UnrecoverableException($"librdkafka {Version} was loaded from {Path ?? "the system"}, 2.16.0 is the lowest that will do.", remedy);
            return ours == theirs
                ? null
                : new UnrecoverableException($"Two copies of librdkafka are loaded: {Version} and {Confluent.Kafka.Library.VersionString}.", remedy);
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException or InvalidOperationException)
        {
            return new UnrecoverableException($"librdkafka cannot be loaded: {e.Message}", remedy, e);
        }
    }
}
