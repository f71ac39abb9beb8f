using CsCheck;
using KongAkka.Pipeline.RowBatching;
using KongAkka.Pipeline.Sinks;

namespace KongAkka.Tests.Pipeline.Sinks;

public sealed class LoadLabelTests
{
    private static readonly OffsetRange[] Ranges = [new(0, 5, 9, 4), new(3, 0, 7, 7)];

    [Fact]
    public void The_same_load_has_the_same_label_in_every_process() =>
        Assert.Equal("kk_f2999e988d390b9813515acba562d457", LoadLabel.Of("incarnation", 7, Ranges));

    [Fact]
    public void A_label_has_letters_digits_and_underscores_only() =>
        Gen.Select(Gen.String, Gen.Long).Sample((incarnation, number) => Assert.Matches("^[A-Za-z0-9_]{1,128}$", LoadLabel.Of(incarnation, number, Ranges)));

    [Fact]
    public void Any_difference_makes_another_label()
    {
        string[] labels =
        [
            LoadLabel.Of("incarnation", 7, Ranges),
            LoadLabel.Of("incarnatio2", 7, Ranges),
            LoadLabel.Of("incarnation", 8, Ranges),
            LoadLabel.Of("incarnation", 7, [Ranges[0]]),
            LoadLabel.Of("incarnation", 7, [Ranges[1], Ranges[0]]),
            LoadLabel.Of("incarnation", 7, [Ranges[0] with { First = 4 }, Ranges[1]]),
            LoadLabel.Of("incarnation", 7, [Ranges[0] with { Next = 10 }, Ranges[1]]),
            LoadLabel.Of("incarnation", 7, [Ranges[0] with { Partition = 1 }, Ranges[1]]),
        ];
        Assert.Distinct(labels);
    }
}
