using System.Globalization;
using KongAkka.Service.Commands.Rejects;

namespace KongAkka.Service.Commands.Sampling;

/// <summary>Prints samples: for a program, for a terminal or for a plain file.</summary>
/// <param name="output">Where to print.</param>
/// <param name="asJson">Whether to print JSON, an object a line.</param>
/// <param name="isTerminal">Whether a person looks at it.</param>
internal sealed class SampleOutput(TextWriter output, bool asJson, bool isTerminal)
{
    private const int ExampleLength = 60;

    /// <summary>Prints a sample.</summary>
    /// <param name="sample">The sample.</param>
    public void Write(TopicSample sample)
    {
        if (asJson) output.WriteLine(SampleJson.Of(sample));
        else WriteText(sample.Describe(), sample.Made);
    }

    private void WriteText(string description, RuleSample made)
    {
        output.WriteLine(RejectedText.Printable(description));
        if (made.Records == 0) return;
        List<string[]> fates = [["kept", Number(made.Kept), Share(made.Kept, made.Records)]];
        fates.AddRange(made.Dropped.Select(d => (string[])[$"dropped: {d.Key}", Number(d.Value), Share(d.Value, made.Records)]));
        fates.AddRange(made.Rejected.Select(r => (string[])[$"rejected: {r.Key}", Number(r.Value), Share(r.Value, made.Records)]));
        new TextTable("what", ">records", ">share").AddRows(fates).Write(output, isTerminal);
        output.WriteLine();
        if (made.Rows > 0)
        {
            new TextTable("column", ">filled", "range", "example")
                .AddRows(made.Columns.Select(c => (string[])[c.Name, Share(c.Filled, made.Rows), Range(c), Shortened(c.Example ?? "")])).Write(output, isTerminal);
            output.WriteLine();
        }

        foreach (var suspicion in made.Suspicions) output.WriteLine(RejectedText.Printable($"LOOK  {suspicion.What} {suspicion.Remedy}"));
    }

    private static string Range(ColumnSample column) => column switch
    {
        { LongestBytes: { } bytes } => $"up to {Number(bytes)} bytes",
        { Least: { } least, Most: { } most } => $"{least} to {most}",
        _ => "",
    };

    private static string Shortened(string text) => text.Length <= ExampleLength ? text : text[..(ExampleLength - 1)] + "…";

    private static string Share(long part, long whole) => (part / (double)whole).ToString("0.0 %", CultureInfo.InvariantCulture);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
