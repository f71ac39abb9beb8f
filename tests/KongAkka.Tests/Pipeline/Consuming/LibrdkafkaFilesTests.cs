using KongAkka.Pipeline.Consuming.Native;

namespace KongAkka.Tests.Pipeline.Consuming;

public sealed class LibrdkafkaFilesTests
{
    [Fact]
    public void Builds_for_glibc_are_tried_with_and_without_Kerberos_in_both_layouts() => Assert.Equal(
        [
            "/app/runtimes/linux-x64/native/librdkafka.so", "/app/librdkafka.so",
            "/app/runtimes/linux-x64/native/centos8-librdkafka.so", "/app/centos8-librdkafka.so",
            "/app/runtimes/linux-x64/native/alpine-librdkafka.so", "/app/alpine-librdkafka.so",
        ],
        LibrdkafkaFiles.Candidates("/app", "linux-x64"));

    [Theory]
    [InlineData("linux-musl-arm64")]
    [InlineData("alpine.3.20-arm64")]
    public void The_build_for_musl_comes_first_there(string rid) =>
        Assert.Equal("/app/runtimes/linux-arm64/native/alpine-librdkafka.so", LibrdkafkaFiles.Candidates("/app", rid).First());

    [Theory]
    [InlineData("win-x64")]
    [InlineData("osx-arm64")]
    public void Elsewhere_the_runtime_finds_it_by_itself(string rid) => Assert.Empty(LibrdkafkaFiles.Candidates("/app", rid));

    [Fact]
    public void The_library_that_is_loaded_will_do()
    {
        Librdkafka.EnsureUsable();
        Librdkafka.Serve(typeof(Librdkafka).Assembly);
        Assert.True(Confluent.Kafka.Library.Version >= Librdkafka.LowestVersion);
        Assert.Equal(Confluent.Kafka.Library.VersionString, Librdkafka.Version);
    }
}
