using System.Globalization;

namespace SentinelEvents.Lab;

/// <summary>Fails a deployment over again and again, and times who is told when.</summary>
internal sealed class LatencyRun : IAsyncDisposable
{
    private const string SwitchMaster = "+switch-master";

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    private readonly Stack<IAsyncDisposable> parts = [];
    private readonly List<BareSubscriber> subscribers = [];
    private RedisDeployment? deployment;
    private WebhookSink? hook;
    private WebhookSink? floor;

    internal static async Task<LatencyRun> StartAsync(bool withRabbit, CancellationToken cancellation)
    {
        var run = new LatencyRun();
        try
        {
            run.deployment = run.Keep(await RedisDeployment.StartAsync(new RedisDeploymentOptions(), Deadline, cancellation).ConfigureAwait(false));
            run.hook = run.Keep(await WebhookSink.StartAsync(cancellation).ConfigureAwait(false));
            run.floor = run.Keep(await WebhookSink.StartAsync(cancellation).ConfigureAwait(false));
            var rabbit = withRabbit ? run.Keep(await RabbitMqServer.StartAsync(Deadline, cancellation).ConfigureAwait(false)) : null;
            run.Keep(await SwitchWatch.StartAsync(run.deployment, run.hook.Url, MailUse.None, rabbit?.Uri, Deadline, cancellation).ConfigureAwait(false));
            run.Keep(await BarePoster.StartAsync(run.deployment, run.floor.Url, SwitchMaster, Deadline, cancellation).ConfigureAwait(false));
            foreach (var sentinel in run.deployment.Sentinels)
            {
                run.subscribers.Add(run.Keep(await sentinel.SubscribeAsync(cancellation).ConfigureAwait(false)));
            }

            return run;
        }
        catch
        {
            await run.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>One failover, from a healthy deployment to a healthy deployment.</summary>
    internal async Task<LatencySample> FailOverAsync(FailoverTrigger trigger, CancellationToken cancellation)
    {
        await deployment!.WaitUntilHealthyAsync(Deadline, cancellation).ConfigureAwait(false);
        var master = await deployment.CurrentMasterAsync(cancellation: cancellation).ConfigureAwait(false);
        var heardBefore = subscribers.ConvertAll(subscriber => subscriber.Received.Count);
        var toldBefore = hook!.Requests.Count;
        var postedBefore = floor!.Requests.Count;
        await (trigger == FailoverTrigger.Kill ? RedisDeployment.StopNodeAsync(master) : deployment.FailoverAsync(cancellation: cancellation)).ConfigureAwait(false);

        // The third copy is the leader's, seconds later: the healthy deployment at the end of it all is not there before.
        List<BareMessage> copies = [];
        List<ReceivedSwitch> told = [];
        List<RecordedRequest> posted = [];
        await Eventually.BecomesAsync(
            "all three copies of a switch, the worker's webhook, and three bare posts",
            () =>
            {
                copies = [.. subscribers.SelectMany((subscriber, index) => subscriber.Received.Skip(heardBefore[index])).Where(message => message.Channel == SwitchMaster).OrderBy(message => message.Timestamp)];
                told = [.. hook.Requests.Skip(toldBefore).Select(ReceivedSwitch.TryRead).OfType<ReceivedSwitch>()];
                posted = [.. floor.Requests.Skip(postedBefore)];
                return copies.Count >= subscribers.Count && told.Count > 0 && posted.Count >= subscribers.Count
                    ? null
                    : string.Create(CultureInfo.InvariantCulture, $"{copies.Count} copies, {told.Count} webhooks, {posted.Count} posts");
            },
            Deadline,
            cancellation: cancellation).ConfigureAwait(false);
        if (trigger == FailoverTrigger.Kill)
        {
            await RedisDeployment.RestartNodeAsync(master, Deadline, cancellation).ConfigureAwait(false);
        }

        await deployment.WaitUntilHealthyAsync(Deadline, cancellation).ConfigureAwait(false);
        return Measure(trigger, copies, told, posted);
    }

    public async ValueTask DisposeAsync()
    {
        while (parts.TryPop(out var part))
        {
            await part.DisposeAsync().ConfigureAwait(false);
        }
    }

    private LatencySample Measure(FailoverTrigger trigger, List<BareMessage> copies, List<ReceivedSwitch> told, List<RecordedRequest> posted)
    {
        var second = copies[1];
        var post = posted.First(request => request.Text == string.Create(CultureInfo.InvariantCulture, $"{second.SentinelPort} {SwitchMaster} {second.Text}"));
        if (told is not [var only] || copies.Select(copy => copy.SentinelPort).Distinct().Count() != subscribers.Count
            || !second.Text.EndsWith(string.Create(CultureInfo.InvariantCulture, $" {only.NewPort}"), StringComparison.Ordinal))
        {
            throw new LabException(
                $"One failover should be one webhook that names what the copies name. Copies:{Environment.NewLine}{string.Join(Environment.NewLine, copies)}"
                + $"{Environment.NewLine}Webhooks:{Environment.NewLine}{string.Join(Environment.NewLine, told.Select(webhook => webhook.Request.Text))}");
        }

        return new LatencySample(trigger, Between(second.Timestamp, only.Request.Timestamp), Between(second.Timestamp, post.Timestamp), only.Request.At - only.AgreedAt);
    }

    private static TimeSpan Between(long from, long to) => TimeProvider.System.GetElapsedTime(from, to);

    private T Keep<T>(T part)
        where T : IAsyncDisposable
    {
        parts.Push(part);
        return part;
    }
}
