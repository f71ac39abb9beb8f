using System.Globalization;
using MySqlConnector;

namespace KongAkka.Pipeline.Sql.Connecting;

/// <summary>Why a statement did not succeed.</summary>
/// <param name="Number">The server's number for it.</param>
/// <param name="IsAnswer">Whether the server itself said so; otherwise the connection failed or time ran out, and what became of the statement is not known.</param>
/// <param name="Words">Its words; a sentence.</param>
internal sealed record ServerFailure(int Number, bool IsAnswer, string Words)
{
    // CR_SERVER_GONE_ERROR and CR_SERVER_LOST, which a client says of a server.
    private static readonly int[] OfTheClient = [(int)MySqlErrorCode.UnableToConnectToHost, 2006, 2013];

    /// <summary>What the driver tells.</summary>
    public static ServerFailure Of(MySqlException failure)
    {
        if (failure.ErrorCode == MySqlErrorCode.ProvidePasswordCallbackFailed) return new ServerFailure(0, IsAnswer: false, FailureWords.Of(failure.InnerException ?? failure));
        var number = (int)failure.ErrorCode;
        return new ServerFailure(number, number > 0 && failure.SqlState is not null && !OfTheClient.Contains(number), FailureWords.Of(failure));
    }

    /// <summary>Number and words; a sentence.</summary>
    public override string ToString() => IsAnswer ? string.Create(CultureInfo.InvariantCulture, $"The server answered {Number}: {Words}") : Words;
}
