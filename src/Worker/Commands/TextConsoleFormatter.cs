using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Commands;

/// <summary>
/// One line for each thing, whatever is in it: names come from sentinels, problems from servers, and a line break or an escape sequence in one of them must
/// neither forge a line nor move a cursor.
/// </summary>
internal sealed class TextConsoleFormatter(TimeProvider time) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "text";

    // Nobody but a terminal wants colours, and not everybody there (no-color.org).
    private static readonly bool Coloured = !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        textWriter.Write(SteadyClock.WallOf(time).GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fff", CultureInfo.InvariantCulture));
        textWriter.Write(FormattableString.Invariant($"Z {(Coloured ? Colour(logEntry.LogLevel, Word(logEntry.LogLevel)) : Word(logEntry.LogLevel))}: {logEntry.Category}[{logEntry.EventId.Id}] "));
        textWriter.Write(VisibleText.Of(logEntry.Formatter(logEntry.State, logEntry.Exception)));
        if (logEntry.Exception is { } exception)
        {
            // A stack has line breaks of its own.
            textWriter.Write(' ');
            textWriter.Write(VisibleText.Of(exception.ToString().ReplaceLineEndings(" ")));
        }

        textWriter.Write(Environment.NewLine);
    }

    // As the console of .NET writes them, so that what reads the lines may stay as it is.
    private static string Word(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        _ => "crit",
    };

    private static string Colour(LogLevel level, string word) => level switch
    {
        LogLevel.Information => $"\e[32m{word}\e[0m",
        LogLevel.Warning => $"\e[33m{word}\e[0m",
        LogLevel.Error => $"\e[31m{word}\e[0m",
        LogLevel.Critical => $"\e[97;41m{word}\e[0m",
        _ => word,
    };
}
