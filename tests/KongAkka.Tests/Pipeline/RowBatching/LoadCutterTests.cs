using KongAkka.Pipeline.RowBatching;

namespace KongAkka.Tests.Pipeline.RowBatching;

public sealed class LoadCutterTests
{
    private readonly ManualTime _time = new();
    private readonly LoadCutter _cutter;

    public LoadCutterTests() => _cutter = new LoadCutter(new LoadLimits(TimeSpan.FromSeconds(5), 10, 100, 1), _time);

    [Theory]
    [InlineData(9, false)]
    [InlineData(10, true)]
    public void A_load_is_full_at_its_most_rows(int rows, bool isFull) => Assert.Equal(isFull, _cutter.IsFull(rows));

    [Theory]
    [InlineData(2, 100, false)]
    [InlineData(2, 101, true)]
    [InlineData(1, 101, false)]
    public void A_row_beyond_the_bytes_is_one_too_many_unless_it_is_the_only_one(int rows, long bytes, bool isOverfull) =>
        Assert.Equal(isOverfull, _cutter.IsOverfull(rows, bytes));

    [Fact]
    public void The_oldest_record_sets_the_age()
    {
        Assert.Null(_cutter.UntilOld(_time.GetTimestamp()));

        _cutter.Saw(_time.GetTimestamp());
        _time.Advance(TimeSpan.FromSeconds(4));
        _cutter.Saw(_time.GetTimestamp());
        Assert.Equal(TimeSpan.FromSeconds(1), _cutter.UntilOld(_time.GetTimestamp()));

        _time.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(TimeSpan.Zero, _cutter.UntilOld(_time.GetTimestamp()));
    }

    [Fact]
    public void The_next_load_begins_without_an_age()
    {
        _cutter.Saw(_time.GetTimestamp());
        _cutter.Restart();

        Assert.Null(_cutter.UntilOld(_time.GetTimestamp()));
    }
}
