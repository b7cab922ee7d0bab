using System.Net.Sockets;
using MassTransit;
using RabbitMQ.Client.Exceptions;
using SentinelEvents.Contracts;
using SentinelEvents.Tests;
using SentinelEvents.Unit.Delivery;
using SentinelEvents.Worker.Bus;
using SentinelEvents.Worker.Delivery;

namespace SentinelEvents.Unit.Bus;

public sealed class BusDestinationTests : DestinationCompliance
{
    private protected override Task<DestinationRig> StartAsync(Reply reply) => Task.FromResult<DestinationRig>(new Rig(reply));

    [Fact]
    public async Task Deliver_BusGivesUpByItself_IsToBeRepeated()
    {
        var destination = new BusDestination(new GivingUp(), TimeProvider.System);

        var outcome = Assert.IsType<DeliveryOutcome.Retry>(await destination.DeliverAsync(new SightLost(), TestContext.Current.CancellationToken));

        Assert.Equal(DeliveryReason.Unreachable, outcome.Reason);
    }

    /// <summary>As MassTransit does when its own connection is taken away while it publishes.</summary>
    private sealed class GivingUp : IEventPublisher
    {
        public Task PublishAsync(SentinelEvent sentinelEvent, CancellationToken cancellation) => throw new TaskCanceledException();
    }

    private sealed class Rig : DestinationRig, IEventPublisher
    {
        private readonly Reply _reply;
        private readonly List<string> _ids = [];

        public Rig(Reply reply)
        {
            _reply = reply;
            Destination = new BusDestination(this, Time);
        }

        public override IDestination Destination { get; }

        public override IReadOnlyList<string> Ids => _ids;

        public override int Reached => _ids.Count;

        public override IReadOnlyList<string> Secrets => ["s3cret"];

        // As MassTransit does at its worst: a wait that does not look at the token.
        public Task PublishAsync(SentinelEvent sentinelEvent, CancellationToken cancellation)
        {
            _ids.Add(sentinelEvent.EventId.ToString());
            return _reply switch
            {
                Reply.Accepts => Task.CompletedTask,
                Reply.FailsForNow => throw new MessageNotAcknowledgedException(new Uri("rabbitmq://user:s3cret@localhost/"), "nack"),
                Reply.RefusesCredentials => throw new ConnectionException("user:s3cret", new BrokerUnreachableException(new AuthenticationFailureException("s3cret"))),
                Reply.NotThere => throw new ConnectionException("user:s3cret", new BrokerUnreachableException(new SocketException((int)SocketError.ConnectionRefused))),
                _ => new TaskCompletionSource().Task,
            };
        }

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
