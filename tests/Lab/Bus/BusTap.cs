using System.Text;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace SentinelEvents.Lab;

/// <summary>
/// A queue that gets every event, read by as little code as possible: id and headers of each message, and when it came. <see cref="BusListener"/> is what a
/// real consumer would be; this one leaves the machine to what is measured.
/// </summary>
internal sealed class BusTap : IAsyncDisposable
{
    private const string EveryEvent = "SentinelEvents.Contracts:ISentinelEvent";
    private const ushort Prefetch = 500;

    private readonly Lock gate = new();
    private readonly List<TappedMessage> received = [];
    private readonly IConnection connection;
    private readonly IChannel channel;

    private BusTap(IConnection connection, IChannel channel)
    {
        this.connection = connection;
        this.channel = channel;
    }

    /// <summary>All messages so far, in the order of the queue.</summary>
    internal IReadOnlyList<TappedMessage> Received
    {
        get
        {
            lock (gate)
            {
                return [.. received];
            }
        }
    }

    internal int Count
    {
        get
        {
            lock (gate)
            {
                return received.Count;
            }
        }
    }

    /// <summary>Returns once the queue is bound, which survives a broker's end as its messages do.</summary>
    internal static async Task<BusTap> StartAsync(Uri broker, CancellationToken cancellation)
    {
        var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync(cancellation).ConfigureAwait(false);
        var channel = await connection.CreateChannelAsync(cancellationToken: cancellation).ConfigureAwait(false);
        var tap = new BusTap(connection, channel);
        try
        {
            // As the service declares it, for nothing was published yet.
            await channel.ExchangeDeclareAsync(EveryEvent, ExchangeType.Fanout, durable: true, cancellationToken: cancellation).ConfigureAwait(false);
            var queue = (await channel.QueueDeclareAsync("tap", durable: true, exclusive: false, autoDelete: false, cancellationToken: cancellation).ConfigureAwait(false)).QueueName;
            await channel.QueueBindAsync(queue, EveryEvent, "", cancellationToken: cancellation).ConfigureAwait(false);
            await channel.BasicQosAsync(0, Prefetch, global: false, cancellation).ConfigureAwait(false);
            var consumer = new AsyncEventingBasicConsumer(channel);
            consumer.ReceivedAsync += tap.TakeAsync;
            await channel.BasicConsumeAsync(queue, autoAck: false, consumer, cancellation).ConfigureAwait(false);
            return tap;
        }
        catch
        {
            await tap.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await channel.DisposeAsync().ConfigureAwait(false);
        await connection.DisposeAsync().ConfigureAwait(false);
    }

    private async Task TakeAsync(object sender, BasicDeliverEventArgs delivery)
    {
        var at = TimeProvider.System.GetTimestamp();
        var headers = delivery.BasicProperties.Headers;
        var message = new TappedMessage(at, Guid.Parse(delivery.BasicProperties.MessageId!), Header("sentinelevents-kind")!, Header("sentinelevents-master"));
        lock (gate)
        {
            received.Add(message);
        }

        await channel.BasicAckAsync(delivery.DeliveryTag, multiple: false).ConfigureAwait(false);

        string? Header(string name) => headers is not null && headers.TryGetValue(name, out var value) && value is byte[] text ? Encoding.UTF8.GetString(text) : null;
    }
}
