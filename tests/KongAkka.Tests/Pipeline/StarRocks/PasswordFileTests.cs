using System.Text;

namespace KongAkka.Tests.Pipeline.StarRocks;

public sealed class PasswordFileTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task A_password_that_is_replaced_in_its_file_is_sent_with_the_next_load()
    {
        await using var cluster = Cluster();
        await using var sink = cluster.CreateSink();
        File.WriteAllText(_file, "first\n");
        await cluster.LoadAsync(sink);
        File.WriteAllText(_file, "second\n");
        await cluster.LoadAsync(sink);
        Assert.Equal(["root:first", "root:second"], cluster.Backend.Requests.Select(r => Credentials(r.Headers["Authorization"])));
    }

    [Fact]
    public async Task While_the_file_cannot_be_read_nothing_is_sent_and_it_is_told()
    {
        File.WriteAllText(_file, "first");
        await using var cluster = Cluster();
        await using var sink = cluster.CreateSink();
        await cluster.LoadAsync(sink);
        File.WriteAllText(_file, "");
        var sent = cluster.Frontend.Requests.Count;
        var load = cluster.LoadAsync(sink);
        while (sink.Trouble is null && !load.IsCompleted) await Task.Yield();
        Assert.Contains($"sink.starrocks.password-file: \"{_file}\" is empty.", sink.Trouble, StringComparison.Ordinal);
        Assert.Equal(sent, cluster.Frontend.Requests.Count);
        File.WriteAllText(_file, "second");
        await load;
        Assert.Equal("root:second", Credentials(cluster.Backend.Requests.Last().Headers["Authorization"]));
    }

    private FakeCluster Cluster()
    {
        var cluster = new FakeCluster();
        cluster.Settings = cluster.Settings with { Password = "", PasswordFile = _file };
        return cluster;
    }

    private static string Credentials(string header) => Encoding.UTF8.GetString(Convert.FromBase64String(header["Basic ".Length..]));
}
