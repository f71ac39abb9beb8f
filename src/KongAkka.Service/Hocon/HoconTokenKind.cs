namespace KongAkka.Service.Hocon;

/// <summary>The kinds of token.</summary>
internal enum HoconTokenKind
{
    /// <summary>The end of the text.</summary>
    End,

    /// <summary>A line feed, or a comment with the line feed behind it.</summary>
    NewLine,

    /// <summary>White space within a line.</summary>
    Space,

    /// <summary>A string in one or three quotes; its text is unescaped.</summary>
    Quoted,

    /// <summary>A run of characters without quotes.</summary>
    Unquoted,

    /// <summary><c>${</c>.</summary>
    Substitution,

    /// <summary><c>${?</c>.</summary>
    OptionalSubstitution,

    /// <summary><c>{</c>.</summary>
    OpenBrace,

    /// <summary><c>}</c>.</summary>
    CloseBrace,

    /// <summary><c>[</c>.</summary>
    OpenBracket,

    /// <summary><c>]</c>.</summary>
    CloseBracket,

    /// <summary><c>,</c>.</summary>
    Comma,

    /// <summary><c>=</c>.</summary>
    EqualsSign,

    /// <summary><c>:</c>.</summary>
    Colon,

    /// <summary><c>+=</c>.</summary>
    PlusEquals,
}
