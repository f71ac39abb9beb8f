using System.Globalization;
using KongAkka.Parsing;

namespace KongAkka.Service.Commands.Sampling;

/// <summary>
/// Finds the columns of the access log that look like others: what a log format gives that is not the article's (status, seconds, host behind the request). nginx's own
/// format <c>combined</c>, which Kong writes unless it is told otherwise, has bytes and referer there. Columns of other rules are looked at for NULL alone. Pure.
/// </summary>
internal sealed class SuspicionTally
{
    /// <summary>The rows that must have a value before much is said about it.</summary>
    private const int Enough = 3;

    // The time-outs that Kong has by default.
    private const double LongestSeconds = 60;

    private const string FormatRemedy =
        "Kong's log format differs from the article's: let it write \"$request\" $status $request_time \"$host\" (KONG_NGINX_HTTP_LOG_FORMAT and KONG_PROXY_ACCESS_LOG).";

    private readonly Dictionary<string, (Func<string, bool> IsOdd, long Odd)> _odd = new()
    {
        ["client_ip"] = (text => !ValueKinds.IsAddress(text), 0),
        ["response_time"] = (ValueKinds.IsWhole, 0),
        ["host_domain"] = (ValueKinds.IsReferer, 0),
        ["request_url"] = (text => !ValueKinds.IsPath(text), 0),
        ["status_code"] = (number => !ValueKinds.IsStatus(number), 0),
        ["project_name"] = (ValueKinds.IsNothing, 0),
    };

    private readonly Dictionary<string, string> _examples = [];
    private long _emptyHosts;

    /// <summary>Looks at the value of one row.</summary>
    /// <param name="column">The column.</param>
    /// <param name="value">Its value.</param>
    public void Add(Column column, string value)
    {
        if (column.Name == "host_domain" && ValueKinds.IsNothing(value)) _emptyHosts++;
        if (!_odd.TryGetValue(column.Name, out var look) || !look.IsOdd(value)) return;
        _odd[column.Name] = look with { Odd = look.Odd + 1 };
        _examples[column.Name] = value;
    }

    /// <summary>What looks wrong.</summary>
    /// <param name="columns">What the columns hold.</param>
    /// <param name="rows">The rows that were looked at.</param>
    public IEnumerable<Suspicion> Find(IReadOnlyList<ColumnSample> columns, long rows) => columns.SelectMany(column => Find(column, rows));

    private IEnumerable<Suspicion> Find(ColumnSample column, long rows)
    {
        if (rows >= Enough && column.Filled * 10 <= rows)
            yield return new(column.Name, $"{column.Name} is NULL in {rows - column.Filled} of {rows} rows: its pattern finds nothing in these lines.", FormatRemedy);
        else if (column.Filled > 0 && Look(column) is { } what)
            yield return new(column.Name, what, FormatRemedy);
    }

    private string? Look(ColumnSample column)
    {
        var odd = _odd.TryGetValue(column.Name, out var look) ? look.Odd : 0;
        var share = $"{odd} of {column.Filled}";
        var isMuch = odd * 10 >= column.Filled;
        var isNearlyAll = column.Filled >= Enough && odd * 10 >= column.Filled * 9;
        return column.Name switch
        {
            "response_time" when odd == column.Filled && Number(column.Most) > LongestSeconds =>
                $"response_time holds whole numbers alone, up to {column.Most}: that looks like bytes or milliseconds, not seconds.",
            "host_domain" when isMuch => $"host_domain is an address of the web in {share} rows, as in {Example(column)}: that looks like a referer, not a host.",
            "host_domain" when column.Filled >= Enough && _emptyHosts * 10 >= column.Filled * 9 =>
                $"host_domain is empty or - in {_emptyHosts} of {column.Filled} rows: that looks like a referer that clients do not send, not a host.",
            "client_ip" when isMuch => $"client_ip is no address in {share} rows, as in {Example(column)}: the line begins with something else.",
            "status_code" when odd > 0 => $"status_code is outside 100 to 599 in {share} rows, as in {Example(column)}: that is no status of HTTP.",
            "request_url" when isMuch => $"request_url does not begin with / in {share} rows, as in {Example(column)}: that is no path.",
            "project_name" when isNearlyAll => $"project_name is empty in {share} rows: host_domain begins with - there.",
            _ => null,
        };
    }

    private string Example(ColumnSample column) => _examples[column.Name];

    private static double Number(string? text) => double.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
