using System.Globalization;
using System.Text.Json.Nodes;

namespace SentinelEvents.Lab;

/// <summary>
/// What else tells of a failover: redis_exporter, Prometheus and Alertmanager, with the intervals that Debian's packages set up (scrape and evaluation each 15 s, group_wait
/// 30 s). Its rules see a node that is gone, and a node that is master and was not a minute ago.
/// </summary>
internal sealed class RedisMonitoring : IAsyncDisposable
{
    /// <summary>Between two scrapes, and between two evaluations of the rules.</summary>
    internal static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    private const string Grouping = "group_by: [alertname, cluster, service], group_wait: 30s, group_interval: 5m, repeat_interval: 3h";

    private const string Rules = """
        groups:
          - name: redis
            rules:
              - alert: RedisDown
                expr: redis_up == 0
              - alert: RedisMasterChanged
                expr: redis_instance_info{role="master"} unless on (instance) redis_instance_info{role="master"} offset 1m
        """;

    private readonly Stack<IAsyncDisposable> parts = [];
    private readonly HttpClient client = new();
    private readonly int nodes;
    private readonly Uri prometheus = Loopback();
    private WebhookSink? sink;
    private AlertmanagerServer? alertmanager;

    private RedisMonitoring(int nodes) => this.nodes = nodes;

    internal static async Task<RedisMonitoring> StartAsync(RedisDeployment deployment, TimeSpan deadline, CancellationToken cancellation)
    {
        var monitoring = new RedisMonitoring(deployment.Nodes.Count);
        try
        {
            await monitoring.StartPartsAsync(deployment, deadline, cancellation).ConfigureAwait(false);
            return monitoring;
        }
        catch
        {
            await monitoring.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>How many notifications came so far.</summary>
    internal int Told => sink!.Count;

    /// <summary>Waits until it has nothing to tell and has seen every node for longer than its rules look back; then its Alertmanager begins afresh, so that nothing waits for group_interval.</summary>
    internal async Task SettleAsync(CancellationToken cancellation)
    {
        await Eventually.BecomesAsync(
            "a monitoring without alerts that has seen every node for a minute",
            async token => await AlertsAsync(token).ConfigureAwait(false) is > 0 and var alerts
                ? string.Create(CultureInfo.InvariantCulture, $"{alerts} alerts")
                : await CountAsync("count(redis_up == 1)", token).ConfigureAwait(false) != nodes ? "a node is not seen"
                : await CountAsync("count(redis_instance_info{role=\"master\"} and on (instance) redis_instance_info{role=\"master\"} offset 1m)", token).ConfigureAwait(false) != 1 ? "no master for a minute"
                : null,
            TimeSpan.FromMinutes(5),
            cancellation: cancellation).ConfigureAwait(false);
        await alertmanager!.StartAfreshAsync(TimeSpan.FromMinutes(1), cancellation).ConfigureAwait(false);
    }

    /// <summary>The first notification of a firing alert after so many; null when none came in time.</summary>
    internal async Task<RecordedRequest?> WaitForNotificationAsync(int before, TimeSpan limit, CancellationToken cancellation)
    {
        try
        {
            RecordedRequest? found = null;
            await Eventually.BecomesAsync(
                "a notification of Alertmanager",
                () => (found = sink!.Requests.Skip(before).FirstOrDefault(request => JsonNode.Parse(request.Body.Span)?["status"]?.GetValue<string>() == "firing")) is null ? "none" : null,
                limit,
                cancellation: cancellation).ConfigureAwait(false);
            return found;
        }
        catch (LabException)
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (parts.TryPop(out var part))
        {
            await part.DisposeAsync().ConfigureAwait(false);
        }

        client.Dispose();
    }

    private static Uri Loopback() => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePorts.Take()}/"));

    private async Task StartPartsAsync(RedisDeployment deployment, TimeSpan deadline, CancellationToken cancellation)
    {
        var directory = Keep(LabDirectory.Create("monitoring"));
        sink = Keep(await WebhookSink.StartAsync(cancellation).ConfigureAwait(false));
        alertmanager = Keep(await AlertmanagerServer.StartAsync(sink.Url, Grouping, deadline, cancellation).ConfigureAwait(false));
        var exporter = Loopback();
        await StartAsync(directory, ServerPrograms.RedisExporter, [$"--web.listen-address={exporter.Authority}"], new Uri(exporter, "metrics"), deadline, cancellation).ConfigureAwait(false);
        await File.WriteAllTextAsync(directory.File("rules.yml"), Rules, cancellation).ConfigureAwait(false);
        var targets = string.Join(", ", deployment.Nodes.Select(node => string.Create(CultureInfo.InvariantCulture, $"'redis://127.0.0.1:{node.Port}'")));
        var interval = string.Create(CultureInfo.InvariantCulture, $"{Interval.TotalSeconds:0}s");
        await File.WriteAllTextAsync(
            directory.File("prometheus.yml"),
            $$"""
            global: { scrape_interval: {{interval}}, evaluation_interval: {{interval}} }
            rule_files: [rules.yml]
            alerting: { alertmanagers: [{ static_configs: [{ targets: ['{{alertmanager.Url.Authority}}'] }] }] }
            scrape_configs:
              - job_name: redis
                metrics_path: /scrape
                static_configs: [{ targets: [{{targets}}] }]
                relabel_configs:
                  - { source_labels: [__address__], target_label: __param_target }
                  - { source_labels: [__param_target], target_label: instance }
                  - { target_label: __address__, replacement: '{{exporter.Authority}}' }
            """,
            cancellation).ConfigureAwait(false);
        await StartAsync(
            directory,
            ServerPrograms.Prometheus,
            [$"--config.file={directory.File("prometheus.yml")}", $"--storage.tsdb.path={directory.Subdirectory("tsdb")}", $"--web.listen-address={prometheus.Authority}"],
            new Uri(prometheus, "-/ready"),
            deadline,
            cancellation).ConfigureAwait(false);
    }

    private async Task StartAsync(LabDirectory directory, string program, IReadOnlyList<string> arguments, Uri ready, TimeSpan deadline, CancellationToken cancellation)
    {
        var process = Keep(await ServerProcess.StartAsync(
            new ServerCommand { Name = program, FileName = ServerPrograms.Require(program), Arguments = arguments, WorkingDirectory = directory.Path }).ConfigureAwait(false));
        await process.WaitUntilAsync(
            "is ready",
            async token =>
            {
                try
                {
                    using var answer = await client.GetAsync(ready, token).ConfigureAwait(false);
                    return answer.IsSuccessStatusCode ? null : answer.StatusCode.ToString();
                }
                catch (HttpRequestException exception)
                {
                    return exception.Message;
                }
            },
            deadline,
            cancellation).ConfigureAwait(false);
    }

    private async Task<int> AlertsAsync(CancellationToken cancellation)
    {
        var answer = JsonNode.Parse(await client.GetStringAsync(new Uri(prometheus, "api/v1/alerts"), cancellation).ConfigureAwait(false));
        return answer!["data"]!["alerts"]!.AsArray().Count;
    }

    private async Task<double> CountAsync(string query, CancellationToken cancellation)
    {
        var answer = JsonNode.Parse(await client.GetStringAsync(new Uri(prometheus, $"api/v1/query?query={Uri.EscapeDataString(query)}"), cancellation).ConfigureAwait(false));
        return answer!["data"]!["result"]!.AsArray() is [{ } only] ? double.Parse(only["value"]![1]!.GetValue<string>(), CultureInfo.InvariantCulture) : 0;
    }

    private T Keep<T>(T part)
        where T : IAsyncDisposable
    {
        parts.Push(part);
        return part;
    }
}
