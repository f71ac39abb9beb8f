namespace KongAkka.Pipeline.StarRocks.Loading;

/// <summary>StarRocks' verdict on a load, in the words of its reply.</summary>
internal enum ReplyStatus
{
    /// <summary>A word that is not known.</summary>
    Unknown,

    /// <summary><c>Success</c>, <c>OK</c>: committed and visible.</summary>
    Success,

    /// <summary><c>Publish Timeout</c>: committed, visible later.</summary>
    PublishTimeout,

    /// <summary><c>Label Already Exists</c>: see <see cref="StreamLoadReply.IsFinished"/>.</summary>
    LabelAlreadyExists,

    /// <summary><c>Fail</c> of a BE, <c>FAILED</c> of an FE: not loaded, as far as the one who answers knows.</summary>
    Fail,
}
