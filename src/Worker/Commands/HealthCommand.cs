using System.CommandLine;
using SentinelEvents.Worker.Status;
using SentinelEvents.Worker.Status.Guard;

namespace SentinelEvents.Worker.Commands;

/// <summary>Asks the service on this machine whether it is ready: the health check of a container, whose image has no HTTP client of its own.</summary>
internal sealed class HealthCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly CommandConfiguration configuration;

    public HealthCommand(CommandConfiguration configuration)
    {
        this.configuration = configuration;
        Command = new Command("health", "Asks the running service whether it is ready") { Hidden = true };
        Command.SetAction(InvokeAsync);
    }

    public Command Command { get; }

    /// <summary>Where the service that listens on <paramref name="binding"/> is asked from the same machine.</summary>
    public static Uri ReadyAt(string binding)
    {
        // Nobody can connect to every address, nor to the unspecified ones.
        var address = new UriBuilder(HttpValidator.AtHost(binding, "0.0.0.0")) { Path = "/health/ready" };
        address.Host = address.Host switch
        {
            "0.0.0.0" => "127.0.0.1",
            "[::]" => "[::1]",
            var host => host,
        };
        return address.Uri;
    }

    private async Task<int> InvokeAsync(ParseResult parsed, CancellationToken cancellation)
    {
        if (configuration.Read(parsed) is not { } good)
        {
            return ExitCode.Unusable;
        }

        var address = ReadyAt(good.Options.Http.Url);
        using var deadline = new CancellationTokenSource(Patience, TimeProvider.System);
        using var inTime = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });
        if (good.Options.Http.ApiKey is { } key)
        {
            // Where it listens on an address of the network only, this machine is told no more than others.
            client.DefaultRequestHeaders.Add(GivenKey.OwnHeader, key);
        }

        try
        {
            using var answer = await client.GetAsync(address, inTime.Token);
            parsed.InvocationConfiguration.Output.WriteLine((await answer.Content.ReadAsStringAsync(inTime.Token)).TrimEnd());
            return answer.IsSuccessStatusCode ? ExitCode.Good : ExitCode.Findings;
        }
        catch (HttpRequestException failure)
        {
            parsed.InvocationConfiguration.Error.WriteLine($"{address}: {failure.Message}");
            return ExitCode.Findings;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            parsed.InvocationConfiguration.Error.WriteLine(FormattableString.Invariant($"{address}: no answer within {Patience.TotalSeconds} s"));
            return ExitCode.Findings;
        }
    }
}
