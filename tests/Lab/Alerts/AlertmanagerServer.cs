using System.Globalization;

namespace SentinelEvents.Lab;

/// <summary>An Alertmanager of its own, on loopback and in no cluster, that passes what it is given on to one webhook.</summary>
public sealed class AlertmanagerServer : IAsyncDisposable
{
    private readonly LabDirectory directory;
    private ServerProcess? process;

    private AlertmanagerServer(LabDirectory directory)
    {
        this.directory = directory;
        Url = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePorts.Take()}/"));
    }

    public Uri Url { get; }

    /// <param name="receiver">The webhook.</param>
    /// <param name="deadline">For the start.</param>
    /// <param name="cancellation">Ends the waiting early.</param>
    public static async Task<AlertmanagerServer> StartAsync(Uri receiver, TimeSpan deadline, CancellationToken cancellation = default)
    {
        var server = new AlertmanagerServer(LabDirectory.Create("alertmanager"));
        try
        {
            await server.StartProcessAsync(receiver, deadline, cancellation).ConfigureAwait(false);
            return server;
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            await process.DisposeAsync().ConfigureAwait(false);
        }

        await directory.DisposeAsync().ConfigureAwait(false);
    }

    private async Task StartProcessAsync(Uri receiver, TimeSpan deadline, CancellationToken cancellation)
    {
        var configuration = directory.File("alertmanager.yml");
        await File.WriteAllTextAsync(
            configuration,
            $$"""
            route: { receiver: hook, group_by: [incident], group_wait: 100ms, group_interval: 1s }
            receivers: [{ name: hook, webhook_configs: [{ url: "{{receiver}}", send_resolved: true }] }]
            """,
            cancellation).ConfigureAwait(false);
        process = await ServerProcess.StartAsync(new ServerCommand
        {
            Name = $"prometheus-alertmanager {Url.Port}",
            FileName = ServerPrograms.Require(ServerPrograms.Alertmanager),
            Arguments =
            [
                $"--config.file={configuration}", $"--storage.path={directory.Subdirectory("data")}", $"--web.listen-address={Url.Authority}", "--cluster.listen-address=",
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
