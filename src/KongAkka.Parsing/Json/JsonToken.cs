namespace KongAkka.Parsing.Json;

/// <summary>Jackson's tokens.</summary>
internal enum JsonToken : byte
{
    /// <summary>Jackson's <c>null</c> token: nothing read yet, the end, or a value that was consumed as a whole.</summary>
    None,

    /// <summary><c>{</c></summary>
    StartObject,

    /// <summary><c>}</c></summary>
    EndObject,

    /// <summary><c>[</c></summary>
    StartArray,

    /// <summary><c>]</c></summary>
    EndArray,

    /// <summary>The name of a field.</summary>
    FieldName,

    /// <summary>A string; its content is read or skipped later.</summary>
    String,

    /// <summary>A number without fraction and exponent.</summary>
    Integer,

    /// <summary>A number with fraction or exponent.</summary>
    Float,

    /// <summary><c>true</c></summary>
    True,

    /// <summary><c>false</c></summary>
    False,

    /// <summary><c>null</c></summary>
    Null,
}
