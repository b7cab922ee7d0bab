using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using SentinelEvents.Worker.Commands;
using SentinelEvents.Worker.Configuration;

namespace SentinelEvents.Unit.Commands;

public sealed class ConsoleLoggingTests
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 3, 7, 3, 12, 5, 120, TimeSpan.Zero));

    [Fact]
    public void Text_Line_IsReadable() => Assert.Equal(
        $"2026-03-07T03:12:05.120Z warn: A.B[1002] Not watching local{Environment.NewLine}", Written("Not watching local", null));

    [Theory]
    [InlineData("a\n2026-03-07T03:12:05.120Z crit: A.B[2001] MasterDown prod/x")]
    [InlineData("a\r\nb\u0085c\u2028d\u2029e")]
    [InlineData("\u001b[2J\u001b]0;owned\u0007\u009b31m")]
    [InlineData("a\u202egnp.exe\u200b")]
    [InlineData("\0\t\v\b")]
    public void Text_HostileMessage_StaysOneVisibleLine(string hostile)
    {
        var written = Written($"name {hostile} end", new InvalidOperationException($"inner\n{hostile}", new IOException(hostile)));
        Assert.EndsWith(Environment.NewLine, written, StringComparison.Ordinal);
        Assert.DoesNotContain(written[..^Environment.NewLine.Length], char.IsControl);
        Assert.DoesNotContain(written, letter => letter is '\u2028' or '\u2029' or '\u202e' or '\u200b');
    }

    [Theory]
    [InlineData(LogFormat.Text, TextConsoleFormatter.FormatterName)]
    [InlineData(LogFormat.Json, ConsoleFormatterNames.Json)]
    public void Configure_Format_ChoosesTheFormatter(LogFormat format, string name)
    {
        using var services = new ServiceCollection().AddSingleton<TimeProvider>(time).AddLogging(logging => ConsoleLogging.Configure(logging, new LoggingOptions { Format = format })).BuildServiceProvider();
        Assert.Equal(name, services.GetRequiredService<IOptions<ConsoleLoggerOptions>>().Value.FormatterName);
        Assert.Contains(services.GetServices<ConsoleFormatter>(), formatter => formatter.Name == name);
    }

    [Fact]
    public void Configure_CookieThatCannotBeRead_IsNothingToTell()
    {
        using var services = new ServiceCollection().AddSingleton<TimeProvider>(time).AddLogging(logging => ConsoleLogging.Configure(logging, new LoggingOptions())).BuildServiceProvider();
        var loggers = services.GetRequiredService<ILoggerFactory>();
        Assert.False(loggers.CreateLogger("Microsoft.AspNetCore.Antiforgery.DefaultAntiforgery").IsEnabled(LogLevel.Critical));
        Assert.True(loggers.CreateLogger("Microsoft.AspNetCore.Server.Kestrel").IsEnabled(LogLevel.Warning));
    }

    private string Written(string message, Exception? exception)
    {
        using var writer = new StringWriter();
        var entry = new LogEntry<string>(LogLevel.Warning, "A.B", new EventId(1002), message, exception, (state, _) => state);
        new TextConsoleFormatter(time).Write(in entry, null, writer);
        return writer.ToString();
    }
}
