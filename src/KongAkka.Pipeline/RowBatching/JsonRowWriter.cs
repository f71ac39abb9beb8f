using KongAkka.Parsing;

namespace KongAkka.Pipeline.RowBatching;

/// <summary>Writes rows as one JSON array of objects: <c>[{"log_time":"…","status_code":200},…]</c>.</summary>
public sealed class JsonRowWriter : RowWriter
{
    private readonly JsonRowEncoder _encoder;

    /// <summary>Makes a writer.</summary>
    /// <param name="schema">The columns of the rows.</param>
    public JsonRowWriter(RowSchema schema) => _encoder = new JsonRowEncoder(schema);

    /// <inheritdoc/>
    public override int ClosingBytes => 1;

    /// <inheritdoc/>
    public override void Append(RowBatch rows, int row, LoadBody body)
    {
        var cells = rows.Row(row);
        var room = body.Reserve(_encoder.MaxBytes(cells) + 1);
        room[0] = body.Length == 0 ? (byte)'[' : (byte)',';
        body.Advance(1 + _encoder.Write(cells, rows.Text, room[1..]));
    }

    /// <inheritdoc/>
    public override void Complete(LoadBody body)
    {
        body.Reserve(1)[0] = (byte)']';
        body.Advance(1);
    }
}
