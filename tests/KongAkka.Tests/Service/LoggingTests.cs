using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Event;
using Akka.Hosting.Logging;
using KongAkka.Service;
using KongAkka.Service.Logging;
using Microsoft.Extensions.Logging;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace KongAkka.Tests.Service;

public sealed class LoggingTests
{
    private static readonly DateTimeOffset Time = new(2026, 11, 23, 17, 4, 5, 678, TimeSpan.FromHours(9));

    [Theory]
    [InlineData(LogLevel.Information, "KongAkka.Jobs.JobHost", "all is well", "2026-11-23T08:04:05.678Z INFO  JobHost: all is well")]
    [InlineData(LogLevel.Warning, "Plain", "two\nlines", "2026-11-23T08:04:05.678Z WARN  Plain: two | lines")]
    [InlineData(LogLevel.Critical, "A.B", "", "2026-11-23T08:04:05.678Z ERROR B: ")]
    public void A_message_is_one_line(LogLevel level, string category, string text, string line) =>
        Assert.Equal(line, LogLine.Format(Time, level, category, text, null));

    [Fact]
    public void An_exception_stays_on_the_line_of_its_message()
    {
        var line = LogLine.Format(Time, LogLevel.Error, "X", "it failed", new InvalidOperationException("one\ntwo"));
        Assert.EndsWith("X: it failed | System.InvalidOperationException: one | two", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Messages_of_Akka_reach_the_loggers_of_the_service()
    {
        var lines = new LineQueue();
        using var loggers = new LoggerFactory([new LineLoggerProvider(lines, TimeProvider.System)], new LoggerFilterOptions { MinLevel = LogLevel.Information });
        var system = ActorSystem.Create("logging", ActorSystemSetup.Create(
            BootstrapSetup.Create().WithConfig(AkkaSettings.For(LogLevel.Information)),
            new LoggerFactorySetup(loggers)));
        var log = Akka.Event.Logging.GetLogger(system, "the source");
        log.Debug("not this");
        log.Warning(new InvalidOperationException("cause"), "{0} of {1}", 1, 2);
        var line = await lines.FirstAsync("1 of 2");
        await system.Terminate();
        Assert.Matches(@" WARN  \w+: 1 of 2 \[the source.*\] \| System.InvalidOperationException: cause$", line);
        Assert.Null(lines.Find("not this"));
    }
}
