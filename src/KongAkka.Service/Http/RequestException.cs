namespace KongAkka.Service.Http;

/// <summary>A request cannot be answered as it was asked.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="message">Why; for the one who asked.</param>
internal sealed class RequestException(int status, string message) : Exception(message)
{
    /// <summary>The HTTP status.</summary>
    public int Status { get; } = status;
}
