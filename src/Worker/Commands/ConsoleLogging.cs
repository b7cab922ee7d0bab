using Microsoft.Extensions.Logging.Console;
using SentinelEvents.Worker.Configuration;

namespace SentinelEvents.Worker.Commands;

/// <summary>How the service speaks on its console: one line for each thing, UTC.</summary>
internal static class ConsoleLogging
{
    public static void Configure(ILoggingBuilder logging, LoggingOptions options)
    {
        logging
            .SetMinimumLevel(LogLevel.Information)
            .AddFilter("Microsoft", LogLevel.Warning)
            .AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information)
            .AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None) // Whoever asks gets the answer.
            .AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.None) // A cookie of before a restart, or a made-up one, is nothing to tell, and not with a stack.
            .AddFilter("MassTransit", LogLevel.Error) // A broker that is away is told once, by the destination; MassTransit tells each attempt with its stack.
            .AddFilter("Quartz", LogLevel.Critical) // A database that is away is told once, by the loop that decides.
            .AddFilter("System.Net.Http", LogLevel.Warning)
            .AddConsole(console => console.FormatterName = options.Format == LogFormat.Json ? ConsoleFormatterNames.Json : TextConsoleFormatter.FormatterName)
            .AddConsoleFormatter<TextConsoleFormatter, ConsoleFormatterOptions>();
        logging.Services.Configure<JsonConsoleFormatterOptions>(json =>
        {
            json.UseUtcTimestamp = true;
            json.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
        });
    }
}
