using KongAkka.Sandbox.StarRocks;
using KongAkka.Sandbox.StarRocks.Tables;

namespace KongAkka.ServerTests.StarRocks;

/// <summary>The embedded StarRocks.</summary>
internal sealed class EmbeddedUnderTest(EmbeddedStarRocks server) : IStarRocksUnderTest
{
    public Uri LoadUrl => server.LoadUrl;

    public string ConnectionString => $"Server={server.QueryEndPoint.Address};Port={server.QueryEndPoint.Port};User=root;SslMode=None;Pooling=false";

    public string User => "root";

    public string Password => "";

    public string Database => "contract";

    public static async Task<IStarRocksUnderTest> StartAsync()
    {
        var server = await EmbeddedStarRocks.StartAsync();
        server.CreateTable("contract", new TableDefinition(
            "t", TableColumn.DateTime("log_time"), TableColumn.Varchar("name", 5), TableColumn.Int("size"), TableColumn.Double("share"), TableColumn.Varchar("text", 65533)));
        return new EmbeddedUnderTest(server);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
