using KongAkka.Sandbox.Traffic;

namespace KongAkka.SandboxTests.Traffic;

public sealed class FingerprintTests
{
    [Fact]
    public void Every_column_counts()
    {
        Action<AccessLogRow>[] changes =
        [
            r => r.LogTime.Add("0"u8), r => r.Stream.Add("x"u8), r => r.ClientIp.Add("1"u8), r => r.ResponseTime = 0.1000001, r => r.HostDomain.Add("."u8),
            r => r.RequestUrl.Add("/"u8), r => r.StatusCode = 201, r => r.ProjectName.Add("s"u8), r => r.OriginalMessage.Add(" "u8),
        ];
        var prints = new HashSet<ulong> { Row().Fingerprint() };
        foreach (var change in changes)
        {
            var row = Row();
            change(row);
            Assert.True(prints.Add(row.Fingerprint()));
        }
    }

    [Fact]
    public void Null_is_neither_empty_nor_zero()
    {
        var (withNull, withEmpty, withoutStatus, withZero) = (Row(), Row(), Row(), Row());
        withNull.RequestUrl.SetNull();
        withEmpty.RequestUrl.Clear();
        withoutStatus.StatusCode = null;
        withZero.StatusCode = 0;
        Assert.NotEqual(withNull.Fingerprint(), withEmpty.Fingerprint());
        Assert.NotEqual(withoutStatus.Fingerprint(), withZero.Fingerprint());
    }

    [Fact]
    public void Text_that_moves_to_the_next_column_changes_it()
    {
        var moved = Row();
        moved.HostDomain.Set("demo-a.example.io/"u8);
        moved.RequestUrl.Set("p"u8);
        Assert.NotEqual(Row().Fingerprint(), moved.Fingerprint());
    }

    [Fact]
    public void Equal_rows_have_equal_fingerprints() => Assert.Equal(Row().Fingerprint(), Row().Fingerprint());

    private static AccessLogRow Row()
    {
        var row = new AccessLogRow { ResponseTime = 0.1, StatusCode = 200 };
        row.LogTime.Set("2025-11-21 13:41:39"u8);
        row.Stream.Set("stdout"u8);
        row.ClientIp.Set("10.0.0.1"u8);
        row.HostDomain.Set("demo-a.example.io"u8);
        row.RequestUrl.Set("/p"u8);
        row.ProjectName.Set("demo"u8);
        row.OriginalMessage.Set("a line"u8);
        return row;
    }
}
