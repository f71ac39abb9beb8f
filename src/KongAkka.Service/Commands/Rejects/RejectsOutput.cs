using System.Globalization;
using KongAkka.Jobs.Replays;
using KongAkka.Pipeline.Rejects;
using KongAkka.Service.Http.Control;

namespace KongAkka.Service.Commands.Rejects;

/// <summary>Prints rejected records, and counts of them: for a program, for a terminal or for a plain file.</summary>
/// <param name="output">Where to print.</param>
/// <param name="asJson">Whether to print JSON, an object a line.</param>
/// <param name="isTerminal">Whether a person looks at it.</param>
internal sealed class RejectsOutput(TextWriter output, bool asJson, bool isTerminal)
{
    private const int BrokenNamed = 10;

    private readonly List<BrokenReject> _named = [];
    private readonly List<string> _remarks = [];
    private long _broken;

    /// <summary>What is to be said beside the results.</summary>
    public IEnumerable<string> Remarks
    {
        get
        {
            foreach (var remark in _remarks) yield return remark;
            if (_broken == 0) yield break;
            yield return $"{_broken} {(_broken == 1 ? "line" : "lines")} could not be read and {(_broken == 1 ? "is" : "are")} left out:";
            foreach (var broken in _named) yield return $"  {broken}";
            if (_broken > _named.Count) yield return $"  and {_broken - _named.Count} more";
        }
    }

    /// <summary>Notes something that could not be read.</summary>
    /// <param name="broken">What.</param>
    public void NoteBroken(BrokenReject broken)
    {
        _broken++;
        if (_named.Count < BrokenNamed) _named.Add(broken);
    }

    /// <summary>Prints counts.</summary>
    /// <param name="reasons">The counts by reason.</param>
    /// <param name="files">The files that they are of.</param>
    public void WriteList(IReadOnlyList<ReasonCount> reasons, IReadOnlyList<(string File, long Bytes)> files)
    {
        NoteRepeated(reasons.Sum(r => r.Count - r.Distinct));
        if (asJson)
        {
            foreach (var reason in reasons) output.WriteLine(RejectsJson.Of(reason));
            foreach (var (file, bytes) in files) output.WriteLine(RejectsJson.Of(file, bytes));
            return;
        }

        if (reasons.Count == 0) output.WriteLine("Nothing was rejected.");
        else WriteCounts(reasons);
        if (files.Count == 0) return;
        output.WriteLine();
        Write(new TextTable("file", ">bytes").AddRows(files.Select(f => (string[])[f.File, Number(f.Bytes)])));
    }

    /// <summary>Prints records.</summary>
    /// <param name="records">The records, the newest last.</param>
    /// <param name="repeated">How many more were written twice.</param>
    public void WriteRecords(IReadOnlyList<RejectedRecord> records, long repeated)
    {
        NoteRepeated(repeated);
        if (asJson)
        {
            foreach (var record in records) output.WriteLine(RejectsJson.Of(record));
            return;
        }

        if (records.Count == 0) output.WriteLine("No such record was rejected.");
        else Write(new TextTable("origin", "rejected", "reason", "detail", "value").AddRows(records.Select(Cells)));
    }

    /// <summary>Prints what a replay came to.</summary>
    /// <param name="tally">The counts.</param>
    public void WriteReplay(ReplayTally tally)
    {
        if (asJson)
        {
            output.WriteLine(RejectsJson.Of(tally));
            return;
        }

        List<string[]> rows = [["loaded", Number(tally.Loaded)]];
        rows.AddRange(tally.Rejected.Select(r => (string[])[$"rejected again: {r.Key}", Number(r.Value)]));
        rows.AddRange(tally.Dropped.Select(r => (string[])[$"dropped: {r.Key}", Number(r.Value)]));
        if (tally.ReplayedBefore > 0) rows.Add(["replayed before", Number(tally.ReplayedBefore)]);
        if (tally.NotPassed > 0) rows.Add(["not yet passed by the job", Number(tally.NotPassed)]);
        if (tally.ReadAgain > 0) rows.Add(["read again by the job", Number(tally.ReadAgain)]);
        Write(new TextTable("what", ">records").AddRows(rows));
    }

    private void WriteCounts(IReadOnlyList<ReasonCount> reasons)
    {
        Write(new TextTable("reason", ">records", ">bytes", "first", "last")
            .AddRows(reasons.Select(r => (string[])[r.Reason, Number(r.Distinct), Number(r.Bytes), JobJson.Time(r.First), JobJson.Time(r.Last)])));
        output.WriteLine();
        Write(new TextTable("reason", "topic", ">partition", ">first offset", ">last offset", ">records")
            .AddRows(reasons.SelectMany(r => r.Origins.Select(o => (string[])[r.Reason, o.Topic, Number(o.Partition), Number(o.First), Number(o.Last), Number(o.Distinct)]))));
    }

    private void NoteRepeated(long repeated)
    {
        if (repeated > 0) _remarks.Add($"{Number(repeated)} {(repeated == 1 ? "record was" : "records were")} written again after a failure and {(repeated == 1 ? "is" : "are")} counted once.");
    }

    private void Write(TextTable table) => table.Write(output, isTerminal);

    private static string[] Cells(RejectedRecord record) =>
        [record.Origin.ToString(), JobJson.Time(record.RejectedAt), record.Reason, record.Detail, RejectedText.Of(record.Value.Span) ?? $"base64:{Convert.ToBase64String(record.Value.Span)}"];

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
