using System.Globalization;

namespace SentinelEvents.Lab;

/// <summary>An Alertmanager of its own, on loopback and in no cluster, that passes what it is given on to one webhook.</summary>
public sealed class AlertmanagerServer : IAsyncDisposable
{
    private readonly LabDirectory directory;
    private readonly string configuration;
    private ServerProcess? process;

    private AlertmanagerServer(LabDirectory directory, string configuration)
    {
        this.directory = directory;
        this.configuration = configuration;
        Url = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePorts.Take()}/"));
    }

    public Uri Url { get; }

    /// <summary>One that passes on at once, by incident.</summary>
    /// <param name="receiver">The webhook.</param>
    /// <param name="deadline">For the start.</param>
    /// <param name="cancellation">Ends the waiting early.</param>
    public static Task<AlertmanagerServer> StartAsync(Uri receiver, TimeSpan deadline, CancellationToken cancellation = default) =>
        StartAsync(receiver, "group_by: [incident], group_wait: 100ms, group_interval: 1s", deadline, cancellation);

    /// <param name="receiver">The webhook.</param>
    /// <param name="grouping">What its route says beside the receiver.</param>
    /// <param name="deadline">For the start.</param>
    /// <param name="cancellation">Ends the waiting early.</param>
    public static async Task<AlertmanagerServer> StartAsync(Uri receiver, string grouping, TimeSpan deadline, CancellationToken cancellation = default)
    {
        var server = new AlertmanagerServer(
            LabDirectory.Create("alertmanager"),
            $$"""
            route: { receiver: hook, {{grouping}} }
            receivers: [{ name: hook, webhook_configs: [{ url: "{{receiver}}", send_resolved: true }] }]
            """);
        try
        {
            await server.StartProcessAsync(deadline, cancellation).ConfigureAwait(false);
            return server;
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Starts it anew at the same place, without anything that it was ever told.</summary>
    public async Task StartAfreshAsync(TimeSpan deadline, CancellationToken cancellation = default)
    {
        await process!.DisposeAsync().ConfigureAwait(false);
        Directory.Delete(directory.Subdirectory("data"), recursive: true);
        await StartProcessAsync(deadline, cancellation).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            await process.DisposeAsync().ConfigureAwait(false);
        }

        await directory.DisposeAsync().ConfigureAwait(false);
    }

    private async Task StartProcessAsync(TimeSpan deadline, CancellationToken cancellation)
    {
        var file = directory.File("alertmanager.yml");
        await File.WriteAllTextAsync(file, configuration, cancellation).ConfigureAwait(false);
        process = await ServerProcess.StartAsync(new ServerCommand
        {
            Name = $"prometheus-alertmanager {Url.Port}",
            FileName = ServerPrograms.Require(ServerPrograms.Alertmanager),
            Arguments =
            [
                $"--config.file={file}", $"--storage.path={directory.Subdirectory("data")}", $"--web.listen-address={Url.Authority}", "--cluster.listen-address=",
            ],
            WorkingDirectory = directory.Path,
        }).ConfigureAwait(false);
        using var client = new HttpClient();
        await process.WaitUntilAsync("is ready", token => MissingAsync(client, token), deadline, cancellation).ConfigureAwait(false);
    }

    private async Task<string?> MissingAsync(HttpClient client, CancellationToken cancellation)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri(Url, "-/ready"), cancellation).ConfigureAwait(false);
            return answer.IsSuccessStatusCode ? null : answer.StatusCode.ToString();
        }
        catch (HttpRequestException exception)
        {
            return exception.Message;
        }
    }
}
