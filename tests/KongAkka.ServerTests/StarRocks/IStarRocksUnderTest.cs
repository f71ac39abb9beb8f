namespace KongAkka.ServerTests.StarRocks;

/// <summary>A StarRocks that is held to its contract: the embedded one, or a real one.</summary>
internal interface IStarRocksUnderTest : IAsyncDisposable
{
    /// <summary>The HTTP address of an FE.</summary>
    Uri LoadUrl { get; }

    /// <summary>A connection string for MySqlConnector.</summary>
    string ConnectionString { get; }

    string User { get; }

    string Password { get; }

    /// <summary>The database of the test alone. It has the table <c>t</c>: <c>log_time DATETIME, name VARCHAR(5), size INT, share DOUBLE, text VARCHAR(65533)</c>, all of which take NULL.</summary>
    string Database { get; }
}
