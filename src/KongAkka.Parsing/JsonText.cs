namespace KongAkka.Parsing;

/// <summary>The encoding of texts in a <see cref="RowBatch"/>: the inside of a JSON string.</summary>
public static class JsonText
{
}
