namespace KongAkka.Sandbox.StarRocks.Mysql;

/// <summary>A login or a statement is answered with an error.</summary>
internal sealed class MysqlRefusedException : Exception
{
    /// <summary>Makes one without a text.</summary>
    public MysqlRefusedException()
        : this("")
    {
    }

    /// <summary>Makes one with the text for the client.</summary>
    public MysqlRefusedException(string message)
        : this(MysqlError.Of(message))
    {
    }

    /// <summary>Makes one with the text for the client and its cause.</summary>
    public MysqlRefusedException(string message, Exception innerException)
        : base(message, innerException) => Error = MysqlError.Of(message);

    /// <summary>Makes one with the error for the client.</summary>
    public MysqlRefusedException(MysqlError error)
        : base(error.Text) => Error = error;

    /// <summary>The error for the client.</summary>
    public MysqlError Error { get; }
}
