using System.Globalization;
using KongAkka.Sandbox.StarRocks.Labels;

namespace KongAkka.Sandbox.StarRocks.Mysql;

/// <summary>The answer to an INSERT that is committed.</summary>
/// <param name="Transaction">Its transaction.</param>
/// <param name="Rows">The rows that it brought.</param>
/// <param name="IsVisible">Whether they are readable already.</param>
internal sealed record InsertReply(LoadTransaction Transaction, long Rows, bool IsVisible)
{
    /// <summary>What StarRocks says beside the number of rows.</summary>
    public string Info => string.Create(CultureInfo.InvariantCulture,
        $"{{'label':'{Transaction.Label}', 'status':'{(IsVisible ? "VISIBLE" : "COMMITTED")}', 'txnId':'{Transaction.Id}'{(IsVisible ? "" : ", 'err':'Publish timeout '")}}}");
}
