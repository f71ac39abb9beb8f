namespace KongAkka.Sandbox.StarRocks.Labels;

/// <summary>How a load under a label that is held already is answered; versions of StarRocks differ.</summary>
public enum DuplicateLabelDialect
{
    /// <summary><c>Status: "Label Already Exists"</c> with <c>ExistingJobStatus</c> RUNNING or FINISHED.</summary>
    LabelAlreadyExists,

    /// <summary>Only <c>Status: "Fail"</c> with "Label [x] has already been used." (issue 57982 of StarRocks).</summary>
    PlainFail,
}
