using CsCheck;
using KongAkka.Pipeline.RowBatching;

namespace KongAkka.Tests.Pipeline.RowBatching;

public sealed class LoadBodyTests : IDisposable
{
    private readonly ChunkPool _pool = new(maxIdle: 3);

    [Fact]
    public void What_was_written_and_not_taken_back_is_read_as_often_as_it_takes() =>
        Gen.Select(Gen.Int[1, 700_000], Gen.Bool).List[1, 6].Sample(steps =>
        {
            using var body = new LoadBody(_pool);
            var expected = new List<byte>();
            foreach (var (bytes, isRetracted) in steps)
            {
                body.Reserve(bytes)[..bytes].Fill((byte)expected.Count);
                body.Advance(bytes);
                if (isRetracted) body.Retract(bytes);
                else expected.AddRange(Enumerable.Repeat((byte)expected.Count, bytes));
            }

            Assert.Equal(expected.Count, body.Length);
            for (var reading = 0; reading < 2; reading++) Assert.True(expected.SequenceEqual(body.Chunks().SelectMany(chunk => chunk.ToArray())));
        }, iter: 20);

    [Fact]
    public void More_bytes_than_a_chunk_holds_can_be_taken_back()
    {
        using var body = new LoadBody(_pool);
        for (var i = 0; i < 5; i++)
        {
            body.Reserve(LoadBody.ChunkSize)[0] = (byte)i;
            body.Advance(LoadBody.ChunkSize);
        }

        body.Retract((3 * LoadBody.ChunkSize) + 1);
        Assert.Equal([(0, LoadBody.ChunkSize), (1, LoadBody.ChunkSize - 1)], body.Chunks().Select(chunk => ((int)chunk.Span[0], chunk.Length)));
    }

    [Fact]
    public void A_body_gives_its_chunks_back_once()
    {
        var body = new LoadBody(_pool);
        body.Reserve(1);
        body.Advance(1);
        body.Dispose();
        body.Dispose();

        Assert.Equal(1, _pool.Idle);
    }

    [Fact]
    public void A_disposed_body_is_not_read()
    {
        var body = new LoadBody(_pool);
        body.Dispose();

        Assert.Throws<ObjectDisposedException>(() => body.Chunks().ToList());
    }

    public void Dispose() => _pool.Dispose();
}
