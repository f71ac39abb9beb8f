using KongAkka.Pipeline.Consuming;

namespace KongAkka.Tests.Pipeline.Consuming;

public sealed class ClientFilesTests : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly string _folder = Directory.CreateTempSubdirectory("kongakka-files-").FullName;
    private readonly ManualTime _time = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("ssl.truststore.location")]
    [InlineData("ssl.keystore.location")]
    [InlineData("ssl.ca.location")]
    [InlineData("ssl.certificate.location")]
    [InlineData("ssl.key.location")]
    [InlineData("ssl.crl.location")]
    [InlineData("https.ca.location")]
    [InlineData("sasl.oauthbearer.assertion.private.key.file")]
    public void A_file_whose_content_was_replaced_is_told_once(string key)
    {
        var files = Of((key, Write("a", "old")));
        Assert.False(After(files, Interval));
        Write("a", "new");
        Assert.True(After(files, Interval));
        Assert.False(After(files, Interval));
    }

    [Fact]
    public void A_file_that_holds_a_part_of_a_value_is_looked_at_too()
    {
        Write("password", "old");
        var files = Of(("sasl.jaas.config", $"Login required password=\"${{directory:{_folder}:password}}\";"));
        Write("password", "new");
        Assert.True(After(files, Interval));
    }

    [Fact]
    public void Files_are_looked_at_every_10_s()
    {
        var files = Of(("ssl.ca.location", Write("a", "old")));
        Write("a", "new");
        Assert.False(After(files, Interval - TimeSpan.FromMilliseconds(1)));
        Assert.True(After(files, TimeSpan.FromMilliseconds(1)));
    }

    [Fact]
    public void A_link_that_is_turned_to_another_file_as_Kubernetes_does_is_told()
    {
        var link = Path.Combine(_folder, "link");
        File.CreateSymbolicLink(link, Write("a", "old"));
        var files = Of(("ssl.ca.location", link));
        File.Delete(link);
        File.CreateSymbolicLink(link, Write("b", "new"));
        Assert.True(After(files, Interval));
    }

    [Fact]
    public void A_file_that_is_missing_for_a_while_is_told_when_it_goes_and_when_it_is_back()
    {
        var files = Of(("ssl.ca.location", Write("a", "old")));
        File.Delete(Path.Combine(_folder, "a"));
        Assert.True(After(files, Interval));
        Write("a", "old");
        Assert.True(After(files, Interval));
    }

    [Fact]
    public void What_is_written_again_as_it_was_and_what_no_property_names_is_nothing_new()
    {
        var files = Of(("ssl.ca.location", Write("a", "old")), ("client.id", Write("b", "old")));
        Write("a", "old");
        Write("b", "new");
        Assert.False(After(files, Interval));
    }

    private ClientFiles Of(params (string Key, string Path)[] properties) => new(properties.ToDictionary(p => p.Key, p => p.Path), _time);

    private bool After(ClientFiles files, TimeSpan time)
    {
        _time.Pass(time);
        return files.WereReplaced();
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
