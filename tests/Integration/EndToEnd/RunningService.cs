using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using SentinelEvents.Contracts;
using SentinelEvents.Lab;

namespace SentinelEvents.Integration.EndToEnd;

/// <summary>The service as a process of its own, beside the sentinels that it watches.</summary>
internal sealed class RunningService : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>How much of a log a failure shows.</summary>
    private const int TailLines = 80;

    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(10) };
    private readonly RedisDeployment? deployment;
    private readonly Uri ready;
    private readonly Uri metrics;
    private readonly Uri masters;

    private RunningService(WorkerProcess worker, JsonObject configuration, RedisDeployment? deployment)
    {
        Worker = worker;
        this.deployment = deployment;
        ready = new Uri(configuration["Http"]!["Url"]!.GetValue<string>() + "/health/ready");
        metrics = new Uri(ready, "/metrics");
        masters = new Uri(ready, "/api/masters");
    }

    public WorkerProcess Worker { get; }

    public static async Task<RunningService> StartAsync(
        JsonObject configuration, RedisDeployment? deployment, IReadOnlyDictionary<string, string?>? environment = null) =>
        new(await WorkerProcess.StartAsync(new WorkerSettings { Configuration = configuration, Environment = environment ?? new Dictionary<string, string?>() }), configuration, deployment);

    /// <summary>One that watches a deployment and tells nobody: the bus is in memory, and there are no destinations.</summary>
    public static Task<RunningService> StartAloneAsync(RedisDeployment deployment) => StartAsync(ServiceConfiguration.Of("local", deployment.SentinelAddresses), deployment);

    /// <summary>Waits until it follows the master and sees so many sentinels.</summary>
    public async Task UntilFollowingAsync(int sentinels, CancellationToken cancellation)
    {
        await Worker.WaitForLineAsync(
            "follows a master",
            line => line.Contains("now following", StringComparison.Ordinal) || line.Contains("goes on from the journal with 1", StringComparison.Ordinal),
            Patience,
            cancellation);
        var seen = string.Create(CultureInfo.InvariantCulture, $"sentinels: Healthy, {sentinels} of ");
        await Worker.WaitUntilAsync(
            seen,
            async token => await HealthAsync(token) is var health && health.Contains(seen, StringComparison.Ordinal) ? null : health,
            Patience,
            cancellation);
    }

    /// <summary>Waits until what it has agreed is what the sentinels say now: a switch and a switch back before that would be no switch.</summary>
    public async Task UntilCaughtUpAsync(CancellationToken cancellation)
    {
        var current = await deployment!.CurrentMasterAsync(cancellation: cancellation);
        await Worker.WaitUntilAsync(
            $"agrees that port {current.Port} is the master",
            async token =>
            {
                var answer = await http.GetStringAsync(masters, token);
                var agreed = JsonNode.Parse(answer)!["items"]!.AsArray().SingleOrDefault(item => item!["master"]!.GetValue<string>() == deployment.AnyMaster);
                return agreed?["address"]?["port"]?.GetValue<int>() == current.Port ? null : answer;
            },
            Patience,
            cancellation);
    }

    public async Task<string> HealthAsync(CancellationToken cancellation)
    {
        try
        {
            using var answer = await http.GetAsync(ready, cancellation);
            return await answer.Content.ReadAsStringAsync(cancellation);
        }
        catch (HttpRequestException failure)
        {
            return failure.Message;
        }
    }

    public async Task<Scrape> MetricsAsync(CancellationToken cancellation) => new(await http.GetStringAsync(metrics, cancellation));

    /// <summary>SIGTERM: once it ended well, everything that it had to tell is told.</summary>
    public async Task StopAsync() => Assert.Equal(0, await Worker.StopAsync(Patience));

    /// <summary>Runs what is to be judged; a failure shows what the service and the sentinels wrote.</summary>
    public async Task JudgeAsync(Receivers? receivers, Func<Task> judgement)
    {
        try
        {
            await judgement();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            throw new LabException($"{failure.Message}{Environment.NewLine}{Evidence(receivers)}", failure);
        }
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await Worker.DisposeAsync();
    }

    private string Evidence(Receivers? receivers)
    {
        var text = new StringBuilder();
        if (receivers is not null)
        {
            text.AppendLine("--- on the bus:");
            foreach (var e in receivers.OnBus)
            {
                text.Append("    ").AppendLine(Describe(e));
            }
        }

        text.AppendLine("--- the service wrote:");
        foreach (var line in Worker.Process.Lines.TakeLast(TailLines))
        {
            text.Append("    ").AppendLine(line);
        }

        foreach (var sentinel in deployment?.Sentinels ?? [])
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"--- sentinel {sentinel.Port} wrote:");
            foreach (var line in SentinelLog.Lines(sentinel.LogFile).TakeLast(TailLines))
            {
                text.Append("    ").AppendLine(line);
            }
        }

        return text.ToString();
    }

    private static string Describe(SentinelEvent e) => string.Create(
        CultureInfo.InvariantCulture,
        $"{e.AgreedAt:HH:mm:ss.fff} {e.Kind} {e.Master} epoch {e.Epoch} event {e.EventId} incident {e.IncidentId}{(e.Reconciled ? " reconciled" : "")}{(e is MasterSwitched s ? $" {s.OldAddress} -> {s.NewAddress} planned {s.Planned}" : "")}");
}
