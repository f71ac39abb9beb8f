namespace KongAkka.SandboxTests.Consuming;

/// <summary>Waits for a state by polling it.</summary>
internal static class Eventually
{
    /// <summary>How long a state is waited for before the test fails.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task TrueAsync(Func<bool> state, Func<string> otherwise)
    {
        var deadline = DateTime.UtcNow + Patience;
        while (!state())
        {
            if (DateTime.UtcNow > deadline) throw new TimeoutException(otherwise());
            // The pause between two looks at the state.
            await Task.Delay(5);
        }
    }
}
