namespace KongAkka.Service.Http;

/// <summary>Marks an endpoint whose changes are answered with a status of its own while nothing can be changed; 405 otherwise.</summary>
/// <param name="Status">The HTTP status.</param>
internal sealed record ReadOnlyStatus(int Status);
