using KongAkka.Pipeline;

namespace KongAkka.Service.Commands;

/// <summary>Runs checks one after the other and prints a line for each.</summary>
/// <param name="output">Where the lines go.</param>
/// <param name="timeout">How long one check may take.</param>
internal sealed class CheckRunner(TextWriter output, TimeSpan timeout)
{
    /// <summary>Runs checks.</summary>
    /// <param name="checks">The checks.</param>
    /// <param name="cancellation">Ends the running; the check under way throws.</param>
    /// <returns>Whether all is well.</returns>
    public async Task<bool> RunAsync(IEnumerable<Check> checks, CancellationToken cancellation)
    {
        var allOk = true;
        var unanswered = new HashSet<Check>();
        foreach (var check in checks)
        {
            if ((check.After.Count > 0 && check.After.All(unanswered.Contains)) || check.Needs.Any(unanswered.Contains)) continue;
            var result = await RunAsync(check, cancellation);
            await PrintAsync(check.Name, result);
            allOk &= result.IsOk;
            if (result.IsUnanswered) unanswered.Add(check);
        }

        return allOk;
    }

    /// <summary>Prints a line.</summary>
    /// <param name="name">What was looked at.</param>
    /// <param name="result">What was found.</param>
    public async Task PrintAsync(string name, CheckResult result)
    {
        var text = result.IsOk ? $"ok    {name}: {result.Text}" : $"FAIL  {name}: {result.Text} {result.Remedy}";
        await output.WriteLineAsync(text.ReplaceLineEndings(" ").TrimEnd());
        await output.FlushAsync(CancellationToken.None);
    }

    private async Task<CheckResult> RunAsync(Check check, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(timeout);
        try
        {
            return await check.RunAsync(limit.Token).WaitAsync(limit.Token);
        }
        catch (UnrecoverableException e)
        {
            return CheckResult.Fail(e.What, e.Remedy) with { IsUnanswered = true };
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return CheckResult.Fail($"There was no answer within {timeout.TotalSeconds} s.", "Check the address, and that the way there is open.") with { IsUnanswered = true };
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return CheckResult.Fail(e.Message, "Check the address and the settings named by it.") with { IsUnanswered = true };
        }
    }
}
