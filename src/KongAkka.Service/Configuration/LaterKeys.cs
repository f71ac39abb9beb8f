namespace KongAkka.Service.Configuration;

/// <summary>Keys that belong to later versions: accepted, so that one configuration serves both, with a warning that they do nothing here.</summary>
internal static class LaterKeys
{
    /// <summary>Warns of those in a job's section <c>sink</c>.</summary>
    /// <param name="sink">The section.</param>
    public static void WarnOfSink(ConfigurationSection sink) => Warn(sink, [("mysql", "there is no such sink")]);

    private static void Warn(ConfigurationSection section, ReadOnlySpan<(string Key, string Effect)> keys)
    {
        foreach (var (key, effect) in keys)
        {
            if (section.Ignore(key)) section.Warn(key, $"not used by this version: {effect}.");
        }
    }
}
