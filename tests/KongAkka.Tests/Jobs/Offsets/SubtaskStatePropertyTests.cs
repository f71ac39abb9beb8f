using CsCheck;

namespace KongAkka.Tests.Jobs.Offsets;

public sealed class SubtaskStatePropertyTests
{
    private static readonly Gen<(int Kind, int Choice)> Step = Gen.Select(Gen.Int[0, 9], Gen.Int[0, 1_000_000]);

    [Fact]
    public void Whatever_is_planned_committed_split_cut_and_crashed_no_offset_is_lost_or_counted_twice() =>
        Step.Array[0, 60].Sample(
            steps =>
            {
                var model = new SubtaskModel();
                foreach (var (kind, choice) in steps) model.Step(kind, choice);
            },
            iter: 3_000);
}
