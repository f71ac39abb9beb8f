using System.Net.Sockets;
using System.Text.Json;
using KongAkka.Sandbox.Kafka;
using KongAkka.Sandbox.Producing;
using KongAkka.Sandbox.StarRocks;
using Microsoft.AspNetCore.Connections;

namespace KongAkka.Sandbox.Running;

/// <summary>The embedded servers of a sandbox.</summary>
internal sealed class SandboxServers : IAsyncDisposable
{
    /// <summary>The topic of the logs.</summary>
    public const string Topic = "kong-log";

    /// <summary>The partitions of the topic.</summary>
    public const int Partitions = 4;

    private readonly EmbeddedKafka? _kafka;

    private SandboxServers(EmbeddedKafka? kafka, EmbeddedStarRocks starRocks)
    {
        _kafka = kafka;
        StarRocks = starRocks;
    }

    /// <summary>The embedded Kafka.</summary>
    /// <exception cref="InvalidOperationException">It was left out.</exception>
    public EmbeddedKafka Kafka => _kafka ?? throw new InvalidOperationException("The sandbox was started without its Kafka.");

    /// <summary>The embedded StarRocks.</summary>
    public EmbeddedStarRocks StarRocks { get; }

    /// <summary>Where traffic goes.</summary>
    public TrafficTarget Target => new(Kafka.BootstrapServers, Topic, Partitions, EmbeddedKafka.RetainedBytes);

    /// <summary>Starts the servers; they serve when the call returns.</summary>
    /// <param name="options">Which servers, and on which ports.</param>
    /// <param name="folder">Where StarRocks keeps its rows.</param>
    /// <exception cref="SandboxException">A port of StarRocks cannot be had.</exception>
    public static async Task<SandboxServers> StartAsync(SandboxOptions options, DataFolder folder)
    {
        var starRocks = await StartStarRocksAsync(options, folder);
        try
        {
            return new SandboxServers(options.WithKafka ? StartKafka() : null, starRocks);
        }
        catch
        {
            await starRocks.DisposeAsync();
            throw;
        }
    }

    /// <summary>The addresses as one line of JSON; <c>kafka</c> is null where it was left out.</summary>
    public string AddressesAsJson() => JsonSerializer.Serialize(new { kafka = _kafka?.BootstrapServers, starrocks = Address(StarRocks.LoadUrl), mysql = StarRocks.QueryEndPoint.ToString() });

    /// <summary>An address with its port and without a slash at its end.</summary>
    public static string Address(Uri uri) => $"{uri.Scheme}://{uri.Host}:{uri.Port}";

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _kafka?.Dispose();
        await StarRocks.DisposeAsync();
    }

    private static EmbeddedKafka StartKafka()
    {
        var kafka = EmbeddedKafka.Start();
        kafka.CreateTopic(Topic, Partitions);
        return kafka;
    }

    private static async Task<EmbeddedStarRocks> StartStarRocksAsync(SandboxOptions options, DataFolder folder)
    {
        try
        {
            return await EmbeddedStarRocks.StartAsync(new EmbeddedStarRocksOptions
            {
                FePort = options.StarRocksPort,
                QueryPort = options.QueryPort,
                DataDirectory = folder.PathOf("starrocks"),
            });
        }
        catch (Exception e) when (e is SocketException or IOException { InnerException: AddressInUseException })
        {
            throw new SandboxException(
                $"Port {options.StarRocksPort} or {options.QueryPort} cannot be had for the embedded StarRocks: {e.Message} Give another one with --starrocks-port N or --query-port N; 0 takes any free one.",
                ExitCodes.WrongCall,
                e);
        }
    }
}
