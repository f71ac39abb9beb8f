using System.Text.Json;

namespace KongAkka.Pipeline.StarRocks.Loading;

/// <summary>
/// The reply to a load. A BE, an FE's load action and an FE's REST base each have a dialect (<c>Status</c> and <c>Message</c>, <c>status</c> and <c>msg</c>
/// or <c>message</c>); keys are read whatever their case.
/// </summary>
internal sealed record StreamLoadReply
{
    public ReplyStatus Status { get; init; }

    /// <summary>The status as it was written.</summary>
    public string StatusText { get; init; } = "";

    public string Message { get; init; } = "";

    /// <summary>With <see cref="ReplyStatus.LabelAlreadyExists"/>: whether the label's load is in the table (<c>FINISHED</c>, else <c>RUNNING</c>).</summary>
    public bool IsFinished { get; init; }

    /// <summary>Rows in the table; null when the reply does not say.</summary>
    public long? LoadedRows { get; init; }

    /// <summary>Rows refused; null when the reply does not say.</summary>
    public long? FilteredRows { get; init; }

    /// <summary>Where the refused rows can be looked at, if anywhere.</summary>
    public Uri? ErrorUrl { get; init; }

    /// <summary>Reads a reply; null when it is none.</summary>
    public static StreamLoadReply? Parse(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object ? Read(new ReplyFields(json.RootElement)) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static StreamLoadReply? Read(ReplyFields fields) => fields.Text("Status") is not { } status
        ? null
        : new StreamLoadReply
        {
            Status = StatusOf(status),
            StatusText = status,
            Message = fields.Text("Message") ?? fields.Text("msg") ?? "",
            IsFinished = string.Equals(fields.Text("ExistingJobStatus"), "FINISHED", StringComparison.OrdinalIgnoreCase),
            LoadedRows = fields.Number("NumberLoadedRows"),
            FilteredRows = fields.Number("NumberFilteredRows"),
            ErrorUrl = Uri.TryCreate(fields.Text("ErrorURL"), UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? url : null,
        };

    private static ReplyStatus StatusOf(string status) => status.Replace('_', ' ').ToUpperInvariant() switch
    {
        "SUCCESS" or "OK" => ReplyStatus.Success,
        "PUBLISH TIMEOUT" => ReplyStatus.PublishTimeout,
        "LABEL ALREADY EXISTS" => ReplyStatus.LabelAlreadyExists,
        "FAIL" or "FAILED" => ReplyStatus.Fail,
        _ => ReplyStatus.Unknown,
    };
}
