using KongAkka.Jobs.Supervision;
using KongAkka.Pipeline.Consuming;
using Microsoft.Extensions.Logging;

namespace KongAkka.Jobs.Offsets;

/// <summary>Tells the consumer group the last offsets of a subtask whose source has ended, so that lag monitors see the end.</summary>
internal static class LastCommit
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(3);

    /// <summary>Commits them; trouble is logged and forgotten.</summary>
    /// <param name="context">The job.</param>
    /// <param name="positions">The next offset of each partition.</param>
    public static async Task SendAsync(SubtaskContext context, IReadOnlyDictionary<int, long> positions)
    {
        try
        {
            await GroupOffsets.CommitAsync(context.Spec.Source, [.. positions.Select(p => new PartitionPosition(p.Key, p.Value))], context.Commits.Metadata)
                .WaitAsync(Wait).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            context.Logger.LogWarning("the last offsets could not be committed to the consumer group: {Cause}", e.Message);
        }
    }
}
