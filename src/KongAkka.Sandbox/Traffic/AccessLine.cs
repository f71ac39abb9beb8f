namespace KongAkka.Sandbox.Traffic;

/// <summary>
/// The parts of one access line in Kong's format. A part can be made odd before the line is composed; whoever does so also states what that means for the expected row.
/// </summary>
internal sealed class AccessLine
{
    private readonly Utf8Text _local = new();

    /// <summary>The client's address, up to the first space.</summary>
    public Utf8Text Client { get; } = new();

    /// <summary>The user's name, or <c>-</c>.</summary>
    public Utf8Text User { get; } = new();

    /// <summary>The method.</summary>
    public Utf8Text Method { get; } = new();

    /// <summary>The path asked for, without its query.</summary>
    public Utf8Text Path { get; } = new();

    /// <summary>The query with its <c>?</c>; empty for none.</summary>
    public Utf8Text Query { get; } = new();

    /// <summary>The protocol version.</summary>
    public Utf8Text Version { get; } = new();

    /// <summary>The status.</summary>
    public Utf8Text Status { get; } = new();

    /// <summary>The response time.</summary>
    public Utf8Text Duration { get; } = new();

    /// <summary>The host asked for.</summary>
    public Utf8Text Host { get; } = new();

    /// <summary>The user agent.</summary>
    public Utf8Text Agent { get; } = new();

    /// <summary>What follows the line's id; empty as a rule.</summary>
    public Utf8Text Tail { get; } = new();

    /// <summary>Draws an ordinary line and states the row it must become, all but time and message.</summary>
    /// <param name="expected">Receives the row.</param>
    /// <param name="clock">The time of the line.</param>
    /// <param name="random">The source of all draws.</param>
    public void Draw(AccessLogRow expected, LogClock clock, Random random)
    {
        _local.Clear();
        clock.WriteAccess(_local);
        Vocabulary.Client(Client, random);
        User.Set(random.Next(10) == 0 ? "svc-user"u8 : "-"u8);
        Method.Set(Vocabulary.Method(random));
        Vocabulary.Target(Path, Query, random);
        Version.Set(Vocabulary.Version(random));
        Agent.Set(Vocabulary.Agent(random));
        Tail.Clear();
        DrawStatus(expected, random);
        DrawDuration(expected, random);
        DrawHost(expected, random);
        expected.ClientIp.Set(Client);
        expected.RequestUrl.Set(Path);
    }

    /// <summary>Writes the line.</summary>
    /// <param name="message">Receives it.</param>
    /// <param name="id">The line's id.</param>
    /// <param name="random">The source of all draws.</param>
    public void Compose(Utf8Text message, RowId id, Random random)
    {
        message.Set(Client.Bytes).Add(" - "u8).Add(User).Add(" ["u8).Add(_local).Add("] \""u8);
        message.Add(Method).Add((byte)' ').Add(Path).Add(Query).Add((byte)' ').Add(Version).Add("\" "u8);
        message.Add(Status).Add((byte)' ').Add(Duration).Add(" \""u8).Add(Host).Add("\" "u8);
        message.Add(random.Next(200_000)).Add(" \""u8).Add(Agent).Add("\" "u8);
        id.AppendTo(message);
        message.Add(Tail);
    }

    private void DrawStatus(AccessLogRow expected, Random random)
    {
        var status = Vocabulary.Status(random);
        Status.Clear().Add(status);
        expected.StatusCode = status;
    }

    private void DrawDuration(AccessLogRow expected, Random random)
    {
        var milliseconds = (int)(-Math.Log(1 - random.NextDouble()) * 80);
        Duration.Clear().Add(milliseconds / 1000).Add((byte)'.').Add(milliseconds % 1000, "000");
        expected.ResponseTime = milliseconds / 1000.0;
    }

    private void DrawHost(AccessLogRow expected, Random random)
    {
        if (random.Next(4) == 0)
        {
            Host.Set(Vocabulary.PlatformHost(random));
            expected.ProjectName.Set("platform"u8);
        }
        else
        {
            expected.ProjectName.Set(Vocabulary.Project(random));
            Host.Set(expected.ProjectName.Bytes).Add((byte)'-').Add(Vocabulary.Application(random));
        }

        expected.HostDomain.Set(Host);
    }
}
