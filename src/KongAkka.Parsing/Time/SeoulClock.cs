namespace KongAkka.Parsing.Time;

/// <summary>The offset of Asia/Seoul from UTC as Java's <c>TimeZone</c> has it, which before 1908 is not what the tz database says.</summary>
internal static class SeoulClock
{
    /// <summary>Seconds from 1970-01-01T00:00Z from which on the offset is +09:00 for ever: 1988-10-08T17:00Z.</summary>
    public const long ConstantFrom = 592_333_200;

    /// <summary>The offset of <see cref="ConstantFrom"/> and later.</summary>
    public const int ConstantOffset = 32_400;

    private static readonly (long From, int Offset)[] Transitions =
    [
        (-2_208_988_800, 30_472), (-1_948_782_472, 30_600), (-1_830_414_600, 32_400), (-681_210_000, 36_000), (-672_228_000, 32_400),
        (-654_771_600, 36_000), (-640_864_800, 32_400), (-623_408_400, 36_000), (-609_415_200, 32_400), (-588_848_400, 36_000),
        (-577_965_600, 32_400), (-498_128_400, 30_600), (-462_702_600, 34_200), (-451_733_400, 30_600), (-429_784_200, 34_200),
        (-418_296_600, 30_600), (-399_544_200, 34_200), (-387_451_800, 30_600), (-368_094_600, 34_200), (-356_002_200, 30_600),
        (-336_645_000, 34_200), (-324_552_600, 30_600), (-305_195_400, 34_200), (-293_103_000, 30_600), (-264_933_000, 32_400),
        (547_578_000, 36_000), (560_883_600, 32_400), (579_027_600, 36_000), (ConstantFrom, ConstantOffset),
    ];

    /// <summary>The offset at an instant, in seconds.</summary>
    /// <param name="epochSecond">Seconds from 1970-01-01T00:00Z.</param>
    public static int OffsetAt(long epochSecond)
    {
        for (var i = Transitions.Length - 1; i >= 0; i--)
        {
            if (epochSecond >= Transitions[i].From) return Transitions[i].Offset;
        }

        return ConstantOffset;
    }
}
