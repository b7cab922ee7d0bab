using MassTransit;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Bus.Transports;

/// <summary>RabbitMQ with publisher confirms: a delivery counts when the broker has taken the message over.</summary>
internal sealed class RabbitMqTransport : IBusTransport
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(3);

    /// <summary>Questions that nobody is there to answer are not worth keeping.</summary>
    private static readonly TimeSpan QuestionsKept = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(10);

    public BusTransport Name => BusTransport.RabbitMq;

    public void Add(IServiceCollection services, BusOptions options, IReadOnlyList<string> clusters)
    {
        services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.ConfigureHealthCheckOptions(health =>
            {
                // A broker that is down degrades the service; watching, mail and webhooks go on.
                health.Name = Router.Bus;
                health.MinimalFailureStatus = HealthStatus.Degraded;
            });
            Configure(bus, options, clusters);
        });
        services.AddOptions<MassTransitHostOptions>().Configure(host =>
        {
            host.WaitUntilStarted = false;
            host.StopTimeout = TimeSpan.FromSeconds(10);
        });
        services.AddSingleton(provider => new RabbitMqTls(options.RabbitMq, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IEventPublisher, MassTransitPublisher>();
    }

    private static void Configure(IBusRegistrationConfigurator bus, BusOptions options, IReadOnlyList<string> clusters)
    {
        var address = RabbitMqAddress.Of(options.RabbitMq);
        bus.UsingRabbitMq((context, configurator) =>
        {
            configurator.LeaveOutBaseRecord();
            var tls = context.GetRequiredService<RabbitMqTls>();

            // The URI given on holds no user and no password, so nothing that is logged about the host can.
            configurator.Host(address.Host, host =>
            {
                host.Username(address.User);
                host.Password(address.Password);
                host.PublisherConfirmation = true;
                host.Heartbeat(Heartbeat);
                host.RequestedConnectionTimeout(ConnectTimeout);

                // Not its own way to set TLS up, which takes certificates of any authority.
                host.OnRefreshConnectionFactory = factory =>
                {
                    tls.Prepare(factory);
                    return Task.CompletedTask;
                };
            });
            foreach (var cluster in clusters)
            {
                configurator.ReceiveEndpoint(Topology.QuestionsOf(cluster), endpoint =>
                {
                    endpoint.QueueExpiration = QuestionsKept;
                    endpoint.DiscardFaultedMessages();
                    endpoint.DiscardSkippedMessages();
                    endpoint.Consumer(() => new MasterQuestions(cluster, context.GetRequiredService<IMasterDirectory>()));
                });
            }
        });
    }
}
