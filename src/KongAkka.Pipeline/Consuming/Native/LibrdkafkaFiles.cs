namespace KongAkka.Pipeline.Consuming.Native;

/// <summary>Which files of the librdkafka.redist package to try on which system, best first.</summary>
internal static class LibrdkafkaFiles
{
    /// <summary>The full paths to try. None outside Linux, where the package has one build and the runtime finds it.</summary>
    /// <param name="baseDirectory">The program's folder: flat when published, with <c>runtimes</c> below it when built.</param>
    /// <param name="rid">The runtime identifier, such as <c>linux-x64</c> or <c>linux-musl-arm64</c>.</param>
    public static IEnumerable<string> Candidates(string baseDirectory, string rid)
    {
        if (!rid.Contains("linux", StringComparison.Ordinal) && !rid.StartsWith("alpine", StringComparison.Ordinal)) yield break;
        var musl = !rid.StartsWith("linux-", StringComparison.Ordinal) || rid.StartsWith("linux-musl-", StringComparison.Ordinal);
        var architecture = rid[(rid.LastIndexOf('-') + 1)..];
        // The full build has Kerberos and needs libsasl2.so.3; CentOS' has all but Kerberos and needs only glibc.
        string[] names = musl ? ["alpine-librdkafka.so", "librdkafka.so"] : ["librdkafka.so", "centos8-librdkafka.so", "alpine-librdkafka.so"];
        foreach (var name in names)
        {
            yield return Path.Combine(baseDirectory, "runtimes", $"linux-{architecture}", "native", name);
            yield return Path.Combine(baseDirectory, name);
        }
    }
}
