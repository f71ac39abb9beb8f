using System.Net;

namespace KongAkka.Sandbox.StarRocks.Queries;

/// <summary>A statement is refused before it runs.</summary>
internal sealed class SqlRefusedException : Exception
{
    /// <summary>Makes one without a text.</summary>
    public SqlRefusedException()
    {
    }

    /// <summary>Makes one with the text for the client.</summary>
    public SqlRefusedException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with the text for the client and its cause.</summary>
    public SqlRefusedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The status code of the answer; 500 by default, as StarRocks answers what it cannot analyse.</summary>
    public HttpStatusCode StatusCode { get; init; } = HttpStatusCode.InternalServerError;
}
