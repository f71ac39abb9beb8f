using KongAkka.Pipeline.RowBatching;

namespace KongAkka.Tests.Pipeline.RowBatching;

public sealed class ChunkPoolTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void A_chunk_given_back_is_used_again()
    {
        using var pool = new ChunkPool(time: _time);
        var chunk = pool.Rent(1);
        pool.Return(chunk);

        Assert.Same(chunk, pool.Rent(ChunkPool.ChunkSize));
    }

    [Fact]
    public void No_more_chunks_are_kept_than_allowed()
    {
        using var pool = new ChunkPool(maxIdle: 2, _time);
        Give(pool, 5);

        Assert.Equal(2, pool.Idle);
    }

    [Fact]
    public void A_chunk_of_another_size_is_not_kept()
    {
        using var pool = new ChunkPool(time: _time);
        var large = pool.Rent(ChunkPool.ChunkSize + 1);
        pool.Return(large);

        Assert.Equal(ChunkPool.ChunkSize + 1, large.Length);
        Assert.Equal(0, pool.Idle);
    }

    [Fact]
    public void What_lay_idle_for_a_whole_period_is_let_go()
    {
        using var pool = new ChunkPool(time: _time);
        Give(pool, 5);
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(5, pool.Idle);

        Give(pool, 2);
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(2, pool.Idle);

        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(0, pool.Idle);
    }

    private static void Give(ChunkPool pool, int chunks)
    {
        var rented = Enumerable.Range(0, chunks).Select(_ => pool.Rent(1)).ToList();
        rented.ForEach(pool.Return);
    }
}
