namespace SentinelEvents.Lab;

/// <summary>Everything that the demo runs.</summary>
internal sealed class DemoStage : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    private readonly List<BareSubscriber> subscribers = [];
    private RedisDeployment? deployment;
    private RabbitMqServer? rabbit;
    private BusTap? tap;
    private WebhookSink? sink;
    private SwitchWatch? watch;

    internal RedisDeployment Deployment => deployment ?? throw new LabException("Redis was never started.");

    internal WebhookSink Sink => sink ?? throw new LabException("The webhook's receiver was never started.");

    internal BusTap Bus => tap ?? throw new LabException("RabbitMQ was never started.");

    internal SwitchWatch Watch => watch ?? throw new LabException("The worker was never started.");

    internal IReadOnlyList<BareSubscriber> Subscribers => subscribers;

    internal async Task StartServersAsync(TimeSpan downAfter, CancellationToken cancellation)
    {
        deployment = await RedisDeployment.StartAsync(new RedisDeploymentOptions { DownAfter = downAfter }, Deadline, cancellation).ConfigureAwait(false);
        rabbit = await RabbitMqServer.StartAsync(Deadline, cancellation).ConfigureAwait(false);
        tap = await BusTap.StartAsync(rabbit.Uri, cancellation).ConfigureAwait(false);
        sink = await WebhookSink.StartAsync(cancellation).ConfigureAwait(false);
        foreach (var sentinel in deployment.Sentinels)
        {
            subscribers.Add(await sentinel.SubscribeAsync(cancellation).ConfigureAwait(false));
        }
    }

    internal async Task StartWorkerAsync(CancellationToken cancellation) =>
        watch = await SwitchWatch.StartAsync(Deployment, Sink.Url, MailUse.Directory, rabbit?.Uri, null, Deadline, cancellation).ConfigureAwait(false);

    public async ValueTask DisposeAsync()
    {
        if (watch is not null)
        {
            await watch.DisposeAsync().ConfigureAwait(false);
        }

        foreach (var subscriber in subscribers)
        {
            await subscriber.DisposeAsync().ConfigureAwait(false);
        }

        if (tap is not null)
        {
            await tap.DisposeAsync().ConfigureAwait(false);
        }

        if (rabbit is not null)
        {
            await rabbit.DisposeAsync().ConfigureAwait(false);
        }

        if (sink is not null)
        {
            await sink.DisposeAsync().ConfigureAwait(false);
        }

        if (deployment is not null)
        {
            await deployment.DisposeAsync().ConfigureAwait(false);
        }
    }
}
