using KongAkka.Parsing;

namespace KongAkka.Pipeline.RowBatching;

/// <summary>Writes rows as JSON objects, one a line.</summary>
public sealed class JsonLinesRowWriter : RowWriter
{
    private readonly JsonRowEncoder _encoder;

    /// <summary>Makes a writer.</summary>
    /// <param name="schema">The columns of the rows.</param>
    public JsonLinesRowWriter(RowSchema schema) => _encoder = new JsonRowEncoder(schema);

    /// <inheritdoc/>
    public override void Append(RowBatch rows, int row, LoadBody body)
    {
        var cells = rows.Row(row);
        var room = body.Reserve(_encoder.MaxBytes(cells) + 1);
        var written = _encoder.Write(cells, rows.Text, room);
        room[written] = (byte)'\n';
        body.Advance(written + 1);
    }

    /// <inheritdoc/>
    public override void Complete(LoadBody body)
    {
    }
}
