using Akka;
using Akka.Streams.Dsl;
using KongAkka.Pipeline.Parsing;

namespace KongAkka.Pipeline.Rejects;

/// <summary>The step behind parsing: rejected records leave the path here, written down before a row of their batch is loaded.</summary>
internal static class RejectsFlow
{
    /// <summary>Makes the step.</summary>
    /// <param name="topic">The topic that the records come from.</param>
    /// <param name="writer">Where they go.</param>
    public static Flow<ParsedBatch, ParsedBatch, NotUsed> Create(string topic, RejectWriter writer) =>
        Flow.Create<ParsedBatch>().Select(batch =>
        {
            var rejected = Rejected(batch, topic);
            if (rejected.Count > 0) writer.Write(rejected);
            return batch;
        });

    private static List<RejectedRecord> Rejected(ParsedBatch batch, string topic)
    {
        var (source, schema) = (batch.Source, batch.Rows.Schema);
        List<RejectedRecord> rejected = [];
        var fates = source.Values.Fates;
        for (var i = 0; i < fates.Length; i++)
        {
            if (!fates[i].IsRejected) continue;
            rejected.Add(new RejectedRecord(
                fates[i].Reason(schema), source.Values.Detail(i), topic,
                source.Partition(i), source.Offset(i), source.Timestamp(i), source.Values[i].ToArray()));
        }

        return rejected;
    }
}
