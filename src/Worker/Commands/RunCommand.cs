using System.CommandLine;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Builder;
using SentinelEvents.Worker.Configuration;
using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Worker.Commands;

/// <summary>The service itself.</summary>
internal sealed partial class RunCommand
{
    private readonly CommandConfiguration configuration;
    private readonly Func<SentinelEventsOptions, ConfigurationSources, WebApplication> build;

    public RunCommand(CommandConfiguration configuration, Func<SentinelEventsOptions, ConfigurationSources, WebApplication> build)
    {
        this.configuration = configuration;
        this.build = build;
        Command = new Command("run", "Runs the service until it is told to stop (the default)");
        Command.SetAction(InvokeAsync);
    }

    public Command Command { get; }

    public async Task<int> InvokeAsync(ParseResult parsed, CancellationToken cancellation)
    {
        if (configuration.Read(parsed) is not { } good)
        {
            return ExitCode.Unusable;
        }

        await using var app = build(good.Options, configuration.Sources(parsed));
        var logger = app.Services.GetRequiredService<ILogger<RunCommand>>();
        foreach (var notice in good.Notices)
        {
            LogNotice(logger, notice);
        }

        // Taken now: a host that ended has no lifetime to ask any more.
        var stopping = app.Lifetime.ApplicationStopping;

        // The host listens only once it starts, which is after the journal was opened.
        using var terminated = StopOn(PosixSignal.SIGTERM, app.Lifetime);
        using var interrupted = StopOn(PosixSignal.SIGINT, app.Lifetime);
        using var told = CancellationTokenSource.CreateLinkedTokenSource(cancellation, stopping);
        try
        {
            await app.Services.GetRequiredService<IJournal>().OpenAsync(told.Token);
            if (ListenAddress.IsTaken(good.Options.Http.Url))
            {
                parsed.InvocationConfiguration.Error.WriteLine(Taken(good.Options.Http.Url, "Somebody listens there already."));
                return ExitCode.Findings;
            }

            await app.RunAsync(cancellation);
            return Environment.ExitCode;
        }
        catch (JournalUnusableException unusable)
        {
            parsed.InvocationConfiguration.Error.WriteLine(unusable.Message);
            return ExitCode.Findings;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested || cancellation.IsCancellationRequested)
        {
            // Told to stop while it was still starting.
            return Environment.ExitCode;
        }
        catch (IOException failure)
        {
            // Kestrel's answer to an address that is taken, or is not of this machine.
            parsed.InvocationConfiguration.Error.WriteLine(Taken(good.Options.Http.Url, failure.Message));
            return ExitCode.Findings;
        }
    }

    private static PosixSignalRegistration StopOn(PosixSignal signal, IHostApplicationLifetime lifetime) => PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        lifetime.StopApplication();
    });

    private static string Taken(string url, string why) => $"Http:Url {url}: {why} Choose another address, or end what listens there.";

    [LoggerMessage(5001, LogLevel.Warning, "Configuration: {Notice}")]
    private static partial void LogNotice(ILogger logger, ConfigurationNotice notice);
}
