using System.Globalization;
using KongAkka.Jobs.Savepoints;
using KongAkka.Service.Commands.Rejects;
using KongAkka.Service.Http.Control;

namespace KongAkka.Service.Commands.Savepoints;

/// <summary>Prints savepoints: for a program, for a terminal or for a plain file.</summary>
/// <param name="output">Where to print.</param>
/// <param name="asJson">Whether to print JSON.</param>
/// <param name="isTerminal">Whether a person looks at it.</param>
internal sealed class SavepointOutput(TextWriter output, bool asJson, bool isTerminal)
{
    /// <summary>Prints what a savepoint holds.</summary>
    /// <param name="savepoint">The savepoint.</param>
    public void WriteSavepoint(StoredSavepoint savepoint)
    {
        if (asJson)
        {
            output.WriteLine(StoredSavepointJson.Of(savepoint));
            return;
        }

        Write(new TextTable("what", "value").AddRows(Facts(savepoint)));
        output.WriteLine();
        Write(new TextTable(">partition", ">next offset").AddRows(
            savepoint.Positions.Select(p => (p.Partition, Next: Number(p.Next))).Concat(savepoint.Unresolved.Select(p => (p.Partition, Next: FlinkOptions.Start(p.Start))))
                .OrderBy(p => p.Partition).Select(p => (string[])[Number(p.Partition), p.Next])));
    }

    /// <summary>Prints the options with which a table of Flink SQL goes on where a savepoint stood.</summary>
    /// <param name="savepoint">The savepoint.</param>
    public void WriteFlinkOptions(StoredSavepoint savepoint)
    {
        foreach (var line in FlinkOptions.Of(savepoint)) output.WriteLine(line);
    }

    private static string[][] Facts(StoredSavepoint savepoint) => savepoint switch
    {
        StoredSavepoint.OfKongAkka { Savepoint: var own } =>
        [
            ["kind", "KongAkka"], ["id", own.Id], ["taken", JobJson.Time(own.TakenAt)], ["job", $"{own.JobName} ({own.JobId})"], ["topic", own.Topic], ["topic id", own.TopicId], ["cluster id", own.ClusterId],
            ["target", own.Target], ["drained", own.IsDrained ? "yes" : "no"], ["format", own.Version], ["written by", $"KongAkka {own.KongAkkaVersion}"],
        ],
        StoredSavepoint.OfFlink { Savepoint: var flink } =>
        [
            ["kind", "Flink"], ["checkpoint id", Number(flink.CheckpointId)], ["source", flink.Source], ["topic", flink.Topic], ["format", Number(flink.MetadataVersion)],
        ],
        _ => throw new ArgumentOutOfRangeException(nameof(savepoint), savepoint, null),
    };

    private void Write(TextTable table) => table.Write(output, isTerminal);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
