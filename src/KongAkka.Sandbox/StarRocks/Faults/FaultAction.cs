namespace KongAkka.Sandbox.StarRocks.Faults;

/// <summary>What a fault does.</summary>
public enum FaultAction
{
    /// <summary>Answers with a status code and a text of its own.</summary>
    Respond,

    /// <summary>Answers a load failure in StarRocks' JSON.</summary>
    Fail,

    /// <summary>Redirects elsewhere.</summary>
    Redirect,

    /// <summary>Answers a load failure in StarRocks' JSON and leaves the transaction in PREPARE, as a BE does that can reach no FE.</summary>
    FailInDoubt,

    /// <summary>Redirects to the FE itself, again and again.</summary>
    RedirectLoop,

    /// <summary>Never answers; ends when the client goes away or the server is stopped.</summary>
    Hang,

    /// <summary>Closes the connection without an answer; a load that is not committed is rolled back.</summary>
    Cut,

    /// <summary>Closes the connection and leaves the transaction in PREPARE, as a BE does that dies.</summary>
    LeavePrepared,

    /// <summary>Waits for its time or for <see cref="FaultPlan.Release"/>, then goes on as if nothing had happened.</summary>
    Delay,

    /// <summary>Answers <c>Publish Timeout</c> at once and makes the rows readable later.</summary>
    PublishTimeout,

    /// <summary>Sends the first half of the answer and closes the connection.</summary>
    Truncate,
}
