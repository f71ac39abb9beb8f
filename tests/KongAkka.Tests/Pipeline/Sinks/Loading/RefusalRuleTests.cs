using KongAkka.Pipeline.Sinks.Loading;

namespace KongAkka.Tests.Pipeline.Sinks.Loading;

public sealed class RefusalRuleTests
{
    [Theory]
    [InlineData(100, 5, true)]
    [InlineData(100, 6, false)]
    [InlineData(10, 1, true)]
    [InlineData(10, 2, false)]
    [InlineData(1, 1, true)]
    [InlineData(500_000, 32, true)]
    [InlineData(500_000, 33, false)]
    public void Rows_are_at_fault_while_they_are_few(int rows, int refused, bool isRowsFault) =>
        Assert.Equal(isRowsFault, RefusalRule.IsRowsFault(rows, refused, isPart: false, maxShare: 0.05));

    [Fact]
    public void What_was_decided_for_the_whole_holds_for_its_parts() => Assert.True(RefusalRule.IsRowsFault(10, 10, isPart: true, maxShare: 0.05));
}
