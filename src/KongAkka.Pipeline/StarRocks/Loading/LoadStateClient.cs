using System.Net.Http;
using System.Text.Json;
using KongAkka.Pipeline.Sinks.Loading;
using KongAkka.Pipeline.StarRocks.Transport;

namespace KongAkka.Pipeline.StarRocks.Loading;

/// <summary>Asks what became of a load, cancels it, and fetches the rows it was refused for. Borrows its HTTP from the sink.</summary>
internal sealed class LoadStateClient
{
    private const int MaxEvidence = 3000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly StarRocksSettings _settings;
    private readonly StarRocksHttp _http;
    private readonly string _database;

    public LoadStateClient(StarRocksSettings settings, StarRocksHttp http)
    {
        _settings = settings;
        _http = http;
        _database = Uri.EscapeDataString(settings.Database);
    }

    /// <summary>Asks for the state of a label: <c>GET /api/{db}/get_load_state</c>.</summary>
    public async Task<StateAnswer> AskAsync(Uri frontend, string label, CancellationToken cancellation)
    {
        var address = new Uri(frontend, $"/api/{_database}/get_load_state?label={label}");
        return Read(await _http.SendAsync(new HttpCall(HttpMethod.Get), address, Patience, cancellation).ConfigureAwait(false));
    }

    /// <summary>
    /// Asks to abort the transaction of a label: <c>POST /api/{db}/{label}/_cancel</c>. Whether it was aborted is for <see cref="AskAsync"/> to tell.
    /// </summary>
    public async Task CancelAsync(Uri frontend, string label, CancellationToken cancellation)
    {
        var address = new Uri(frontend, $"/api/{_database}/{label}/_cancel");
        await _http.SendAsync(new HttpCall(HttpMethod.Post), address, Patience, cancellation).ConfigureAwait(false);
    }

    /// <summary>Fetches what StarRocks shows of the rows that it refused, at most 3,000 characters. Needs no credentials, and gives none.</summary>
    public async Task<string> FetchEvidenceAsync(Uri address, CancellationToken cancellation)
    {
        var call = new HttpCall(HttpMethod.Get) { IsAuthenticated = false };
        var outcome = await _http.SendAsync(call, _settings.Reach(address), Patience, cancellation).ConfigureAwait(false);
        if (outcome is not HttpOutcome.Replied { Status: 200 } reply) return $"(its rows could not be fetched from {address}: {outcome})";
        return reply.Body.Length <= MaxEvidence ? reply.Body.Trim() : reply.Body[..MaxEvidence].Trim() + "…";
    }

    /// <summary>Reads the answer to a question for the state.</summary>
    internal static StateAnswer Read(HttpOutcome outcome) => outcome switch
    {
        HttpOutcome.Replied { Status: 200 } reply => ReadBody(reply.Body)
            ?? Unanswered($"{reply.From.Authority} gave an answer that cannot be read."),
        HttpOutcome.Replied { Status: 401 } reply => new StateAnswer.Unanswered(new LoadTrouble($"StarRocks refuses to tell the label's state: {reply.Body}", KnownFailure.CredentialsRemedy)),
        HttpOutcome.Replied reply => Unanswered($"{reply.From.Authority} answered HTTP {reply.Status} to the question for a label's state."),
        HttpOutcome.NotSent unsent => new StateAnswer.Unanswered(new LoadTrouble(unsent.Reason, KnownFailure.CredentialsRemedy)),
        HttpOutcome.NotReached unreached => Unanswered(unreached.Reason),
        HttpOutcome.Broken broken => Unanswered(broken.Reason),
        HttpOutcome.Misdirected astray => Unanswered(astray.Reason),
        HttpOutcome.Forbidden forbidden => new StateAnswer.Refused(new LoadTrouble(forbidden.What, forbidden.Remedy)),
        _ => Refusal($"an answer that is not known: {outcome}"),
    };

    private static StateAnswer.Unanswered Unanswered(string reason) => new(new LoadTrouble(reason, LoadPolicy.ConnectionRemedy));

    private static StateAnswer Refusal(string message)
    {
        var known = KnownFailure.In(message);
        var trouble = new LoadTrouble($"StarRocks refuses to tell the label's state: {message}", known?.Remedy ?? LoadPolicy.UnknownRemedy);
        return known is { Verdict: not FailureVerdict.Stop } ? new StateAnswer.Unanswered(trouble) : new StateAnswer.Refused(trouble);
    }

    private static StateAnswer? ReadBody(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            if (json.RootElement.ValueKind != JsonValueKind.Object) return null;
            var fields = new ReplyFields(json.RootElement);
            return Enum.TryParse<LoadState>(fields.Text("state"), ignoreCase: true, out var state)
                ? new StateAnswer.Known(state)
                : Refusal(fields.Text("message") ?? fields.Text("msg") ?? body);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
