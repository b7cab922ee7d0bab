using Microsoft.Extensions.Logging.Console;

namespace SentinelEvents.Worker.Commands;

/// <summary>How the service speaks on its console: one line for each thing, UTC.</summary>
internal static class ConsoleLogging
{
    public static void Configure(ILoggingBuilder logging) => logging
        .SetMinimumLevel(LogLevel.Information)
        .AddFilter("Microsoft", LogLevel.Warning)
        .AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information)
        .AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None) // Whoever asks gets the answer.
        .AddFilter("MassTransit", LogLevel.Error) // A broker that is away is told once, by the destination; MassTransit tells each attempt with its stack.
        .AddFilter("Quartz", LogLevel.Critical) // A database that is away is told once, by the loop that decides.
        .AddFilter("System.Net.Http", LogLevel.Warning)
        .AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
            console.ColorBehavior = LoggerColorBehavior.Default;
        });
}
