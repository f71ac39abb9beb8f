using KongAkka.Pipeline.Rejects;
using KongAkka.Pipeline.Rejects.Kafka;

namespace KongAkka.SandboxTests.Rejects;

internal static class Flushing
{
    /// <summary>Whether a flush confirms every reject; false while one of them is refused.</summary>
    public static bool Succeeds(RejectProducer writer)
    {
        try
        {
            writer.FlushAsync(default).AsTask().GetAwaiter().GetResult();
            return true;
        }
        catch (RejectException)
        {
            return false;
        }
    }
}
