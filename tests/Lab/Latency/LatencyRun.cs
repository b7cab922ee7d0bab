using System.Globalization;
using SentinelEvents.Contracts;

namespace SentinelEvents.Lab;

/// <summary>Fails a deployment over again and again, and times who is told when.</summary>
internal sealed class LatencyRun : IAsyncDisposable
{
    private const string SwitchMaster = "+switch-master";

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    /// <summary>How long a notification of the monitoring is waited for.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>So that a node is demoted within the interval in which the monitoring does not look.</summary>
    private static readonly IReadOnlyList<string> Quickly = ["SENTINEL", "DEBUG", "INFO-PERIOD", "500", "PUBLISH-PERIOD", "250"];

    /// <summary>What the measuring side runs for the first time is compiled by then.</summary>
    private const int PostsToWarmUp = 50;

    private readonly Stack<IAsyncDisposable> parts = [];
    private readonly List<BareSubscriber> subscribers = [];
    private RedisDeployment? deployment;
    private WebhookSink? hook;
    private WebhookSink? floor;
    private WebhookSink? scripts;
    private NotificationScripts? script;
    private BusListener? bus;
    private RedisMonitoring? monitoring;

    internal static async Task<LatencyRun> StartAsync(LatencyOptions options, CancellationToken cancellation)
    {
        // At once, and not when the last failovers come to it.
        ServerKind[] needed = options.Monitored > 0 ? [ServerKind.Exporter, ServerKind.Prometheus, ServerKind.Alertmanager] : [];
        if (needed.Select(ServerPrograms.Missing).FirstOrDefault(missing => missing is not null) is { } missing)
        {
            throw new LabException(missing);
        }

        var run = new LatencyRun();
        try
        {
            run.scripts = run.Keep(await WebhookSink.StartAsync(cancellation).ConfigureAwait(false));
            run.script = run.Keep(new NotificationScripts(run.scripts.Url));
            run.deployment = run.Keep(
                await RedisDeployment.StartAsync(
                    new RedisDeploymentOptions { NotificationScript = run.script.Write, SentinelSettings = ["sentinel deny-scripts-reconfig no"] }, Deadline, cancellation).ConfigureAwait(false));
            run.hook = run.Keep(await WebhookSink.StartAsync(cancellation).ConfigureAwait(false));
            run.floor = run.Keep(await WebhookSink.StartAsync(cancellation).ConfigureAwait(false));
            var rabbit = options.WithRabbit ? run.Keep(await RabbitMqServer.StartAsync(Deadline, cancellation).ConfigureAwait(false)) : null;
            run.bus = rabbit is null ? null : run.Keep(await BusListener.StartAsync(rabbit.Uri, "latency", Deadline, cancellation).ConfigureAwait(false));
            var watch = run.Keep(await SwitchWatch.StartAsync(run.deployment, run.hook.Url, MailUse.None, rabbit?.Uri, options.Program, Deadline, cancellation).ConfigureAwait(false));
            await watch.Worker.WaitForLineAsync("has rehearsed a failover", line => line.Contains("Rehearsed a failover", StringComparison.Ordinal), Deadline, cancellation).ConfigureAwait(false);
            run.Keep(await BarePoster.StartAsync([.. run.deployment.Sentinels.Select(sentinel => sentinel.Port)], run.floor.Url, SwitchMaster, Deadline, cancellation).ConfigureAwait(false));
            foreach (var sentinel in run.deployment.Sentinels)
            {
                run.subscribers.Add(run.Keep(await sentinel.SubscribeAsync(cancellation).ConfigureAwait(false)));
            }

            await run.WarmUpAsync(cancellation).ConfigureAwait(false);
            return run;
        }
        catch
        {
            await run.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>From now on redis_exporter, Prometheus and Alertmanager watch the deployment, too.</summary>
    internal async Task StartMonitoringAsync(CancellationToken cancellation) =>
        monitoring = Keep(await RedisMonitoring.StartAsync(deployment!, Deadline, cancellation).ConfigureAwait(false));

    /// <summary>One failover, from a healthy deployment to a healthy deployment.</summary>
    /// <param name="trigger">What begins it.</param>
    /// <param name="withScripts">Whether the sentinels have their scripts, which take processor time from everybody.</param>
    /// <param name="cancellation">Gives up.</param>
    internal async Task<LatencySample> FailOverAsync(FailoverTrigger trigger, bool withScripts, CancellationToken cancellation)
    {
        await SetScriptsAsync(withScripts, cancellation).ConfigureAwait(false);
        await deployment!.WaitUntilHealthyAsync(Deadline, cancellation).ConfigureAwait(false);
        if (monitoring is not null)
        {
            await monitoring.SettleAsync(cancellation).ConfigureAwait(false);
        }

        var master = await deployment.CurrentMasterAsync(cancellation: cancellation).ConfigureAwait(false);
        var heardBefore = subscribers.ConvertAll(subscriber => subscriber.Received.Count);
        var (toldBefore, postedBefore, scriptedBefore, alertedBefore) = (hook!.Count, floor!.Count, scripts!.Count, monitoring?.Told ?? 0);
        var busBefore = bus?.Received.Count ?? 0;
        await (trigger == FailoverTrigger.Kill ? RedisDeployment.StopNodeAsync(master) : deployment.FailoverAsync(cancellation: cancellation)).ConfigureAwait(false);

        var scriptsExpected = withScripts ? subscribers.Count : 0;

        // The third copy is the leader's, seconds later: the healthy deployment at the end of it all is not there before.
        List<BareMessage> copies = [];
        List<RecordedRequest> scripted = [];
        await Eventually.BecomesAsync(
            "all three copies of a switch, the worker's webhook and message, three bare posts and three of the scripts",
            () =>
            {
                copies = CopiesSince(heardBefore);
                var switches = copies.Select(NotificationScripts.Text).ToHashSet(StringComparer.Ordinal);
                scripted = [.. scripts.Requests.Skip(scriptedBefore).Where(post => switches.Contains(post.Text))];
                var (told, posted, message) = (hook.Count - toldBefore, floor.Count - postedBefore, bus is null || SwitchSince(busBefore) is not null);
                return copies.Count >= subscribers.Count && told > 0 && posted >= subscribers.Count && scripted.Count >= scriptsExpected && message
                    ? null
                    : string.Create(CultureInfo.InvariantCulture, $"{copies.Count} copies, {told} webhooks, {posted} posts, {scripted.Count} posts of scripts{(message ? "" : ", no message")}");
            },
            Deadline,
            cancellation: cancellation).ConfigureAwait(false);
        if (trigger == FailoverTrigger.Kill)
        {
            await RedisDeployment.RestartNodeAsync(master, Deadline, cancellation).ConfigureAwait(false);
        }

        await deployment.WaitUntilHealthyAsync(Deadline, cancellation).ConfigureAwait(false);
        var sample = Measure(
            trigger,
            copies,
            [.. hook.Requests.Skip(toldBefore).Select(ReceivedSwitch.TryRead).OfType<ReceivedSwitch>()],
            [.. floor.Requests.Skip(postedBefore)],
            scripted) with
        {
            Bus = bus is null ? null : SwitchSince(busBefore)!.ReceivedAt - copies[1].At,
            ScriptPosts = scripts.Count - scriptedBefore,
            Scripted = withScripts,
        };
        return monitoring is null
            ? sample
            : sample with
            {
                Monitored = true,
                Monitoring = await monitoring.WaitForNotificationAsync(alertedBefore, Patience, cancellation).ConfigureAwait(false) is { } notification
                    ? Between(copies[1].Timestamp, notification.Timestamp)
                    : null,
            };
    }

    /// <summary>Two failovers, the second back to the master of before, as soon as the sentinels can.</summary>
    internal async Task<DoubleFailover> FailOverAndBackAsync(CancellationToken cancellation)
    {
        await deployment!.WaitUntilHealthyAsync(Deadline, cancellation).ConfigureAwait(false);
        var master = await deployment.CurrentMasterAsync(cancellation: cancellation).ConfigureAwait(false);
        var other = deployment.Nodes.First(node => node != master);

        // Only these two may be master, so that the way back leads to where it began.
        foreach (var bystander in deployment.Nodes.Where(node => node != master && node != other))
        {
            await bystander.RunAsync(["CONFIG", "SET", "replica-priority", "0"], cancellation).ConfigureAwait(false);
        }

        foreach (var sentinel in deployment.Sentinels)
        {
            await sentinel.RunAsync(Quickly, cancellation).ConfigureAwait(false);
        }

        await monitoring!.SettleAsync(cancellation).ConfigureAwait(false);
        var heardBefore = subscribers.ConvertAll(subscriber => subscriber.Received.Count);
        var (toldBefore, alertedBefore) = (hook!.Count, monitoring.Told);
        await deployment.FailoverAsync(cancellation: cancellation).ConfigureAwait(false);
        await deployment.WaitForOtherMasterAsync(master, Deadline, cancellation).ConfigureAwait(false);
        await deployment.WaitUntilReadyToFailOverAsync(Deadline, cancellation: cancellation).ConfigureAwait(false);
        await deployment.FailoverAsync(cancellation: cancellation).ConfigureAwait(false);
        List<BareMessage> copies = [];
        await Eventually.BecomesAsync(
            "all copies of two switches, and the worker's two webhooks",
            () => (copies = CopiesSince(heardBefore)).Count >= subscribers.Count * 2 && hook.Count >= toldBefore + 2
                ? null
                : string.Create(CultureInfo.InvariantCulture, $"{copies.Count} copies, {hook.Count - toldBefore} webhooks"),
            Deadline,
            cancellation: cancellation).ConfigureAwait(false);
        if ((await deployment.CurrentMasterAsync(cancellation: cancellation).ConfigureAwait(false)).Port != master.Port)
        {
            throw new LabException("The second failover did not lead back.");
        }

        var deciding = copies.GroupBy(copy => copy.Text).Select(same => same.ElementAt(1)).OrderBy(copy => copy.Timestamp).ToList();
        var notification = await monitoring.WaitForNotificationAsync(alertedBefore, Patience, cancellation).ConfigureAwait(false);
        return new DoubleFailover(
            Between(deciding[0].Timestamp, deciding[^1].Timestamp),
            hook.Count - toldBefore,
            notification is null ? null : Between(deciding[0].Timestamp, notification.Timestamp));
    }

    public async ValueTask DisposeAsync()
    {
        while (parts.TryPop(out var part))
        {
            await part.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task SetScriptsAsync(bool wanted, CancellationToken cancellation)
    {
        foreach (var sentinel in deployment!.Sentinels)
        {
            await sentinel.RunAsync(["SENTINEL", "SET", deployment.AnyMaster, "notification-script", wanted ? script!.Write(sentinel.Port) : ""], cancellation).ConfigureAwait(false);
        }
    }

    private async Task WarmUpAsync(CancellationToken cancellation)
    {
        using var client = new HttpClient();
        foreach (var sink in (WebhookSink[])[hook!, floor!, scripts!])
        {
            for (var post = 0; post < PostsToWarmUp; post++)
            {
                using var content = new StringContent("warming up");
                using var answer = await client.PostAsync(sink.Url, content, cancellation).ConfigureAwait(false);
            }
        }
    }

    private List<BareMessage> CopiesSince(List<int> heard) =>
        [.. subscribers.SelectMany((subscriber, index) => subscriber.Received.Skip(heard[index])).Where(message => message.Channel == SwitchMaster).OrderBy(message => message.Timestamp)];

    private BusDelivery? SwitchSince(int received) => bus!.Received.Skip(received).FirstOrDefault(message => message.Kind == EventKind.MasterSwitched);

    private LatencySample Measure(
        FailoverTrigger trigger, List<BareMessage> copies, List<ReceivedSwitch> told, List<RecordedRequest> posted, List<RecordedRequest> scripted)
    {
        var second = copies[1];
        var post = posted.First(request => request.Text == NotificationScripts.Text(second));
        var script = scripted.FirstOrDefault(request => request.Text == NotificationScripts.Text(second));
        if (told is not [var only] || copies.Select(copy => copy.SentinelPort).Distinct().Count() != subscribers.Count
            || !second.Text.EndsWith(string.Create(CultureInfo.InvariantCulture, $" {only.NewPort}"), StringComparison.Ordinal))
        {
            throw new LabException(
                $"One failover should be one webhook that names what the copies name. Copies:{Environment.NewLine}{string.Join(Environment.NewLine, copies)}"
                + $"{Environment.NewLine}Webhooks:{Environment.NewLine}{string.Join(Environment.NewLine, told.Select(webhook => webhook.Request.Text))}");
        }

        return new LatencySample(
            trigger,
            Between(second.Timestamp, only.Request.Timestamp),
            Between(second.Timestamp, post.Timestamp),
            script is null ? null : Between(second.Timestamp, script.Timestamp),
            only.Request.At - only.AgreedAt)
        {
            ScriptSwitches = scripted.Count,
            ScriptPosts = scripted.Count,
        };
    }

    private static TimeSpan Between(long from, long to) => TimeProvider.System.GetElapsedTime(from, to);

    private T Keep<T>(T part)
        where T : IAsyncDisposable
    {
        parts.Push(part);
        return part;
    }
}
