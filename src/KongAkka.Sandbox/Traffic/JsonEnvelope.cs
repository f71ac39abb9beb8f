namespace KongAkka.Sandbox.Traffic;

/// <summary>The JSON object that a collector puts around a line, with all the liberties that collectors take.</summary>
internal sealed class JsonEnvelope
{
    /// <summary>The value of <c>time</c>; JSON's null when absent.</summary>
    public Utf8Text Time { get; } = new();

    /// <summary>The value of <c>stream</c>.</summary>
    public Utf8Text Stream { get; } = new();

    /// <summary>The value of <c>message</c>; JSON's null when absent.</summary>
    public Utf8Text Message { get; } = new();

    /// <summary>The order of the three fields, <c>t</c>, <c>s</c> and <c>m</c>; a letter may be left out.</summary>
    public string Order { get; set; } = "tsm";

    /// <summary>How texts are escaped.</summary>
    public JsonStyle Style { get; set; }

    /// <summary>What stands before the object; empty as a rule.</summary>
    public Utf8Text Before { get; } = new();

    /// <summary>Fields before the three, each with its comma behind it; empty as a rule.</summary>
    public Utf8Text LeadingFields { get; } = new();

    /// <summary>Fields behind the three, each with its comma before it; empty as a rule.</summary>
    public Utf8Text TrailingFields { get; } = new();

    /// <summary>What stands behind the object; empty as a rule.</summary>
    public Utf8Text Behind { get; } = new();

    /// <summary>Makes the envelope an ordinary one without content.</summary>
    public void Reset()
    {
        Time.Clear();
        Stream.Set("stdout"u8);
        Message.Clear();
        Order = "tsm";
        Style = JsonStyle.Minimal;
        Before.Clear();
        LeadingFields.Clear();
        TrailingFields.Clear();
        Behind.Clear();
    }

    /// <summary>Writes the record's value.</summary>
    /// <param name="value">Receives it.</param>
    public void Compose(Utf8Text value)
    {
        value.Set(Before.Bytes).Add((byte)'{').Add(LeadingFields);
        for (var i = 0; i < Order.Length; i++)
        {
            if (i > 0) value.Add((byte)',');
            AddField(value, Order[i]);
        }

        value.Add(TrailingFields).Add((byte)'}').Add(Behind);
    }

    private void AddField(Utf8Text value, char field)
    {
        var (name, text) = field switch
        {
            't' => ("\"time\":", Time),
            's' => ("\"stream\":", Stream),
            'm' => ("\"message\":", Message),
            _ => throw new InvalidOperationException($"the envelope has no field '{field}'"),
        };
        value.Add(name);
        if (text.IsNull) value.Add("null"u8);
        else value.AddJsonString(text.Bytes, Style);
    }
}
