using System.Collections.Concurrent;
using System.Text;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace SentinelEvents.Integration.Secrets;

/// <summary>A queue that gets every event, and keeps all that is in each message: properties, headers, body.</summary>
internal sealed class BusSpy : IAsyncDisposable
{
    private const string EveryEvent = "SentinelEvents.Contracts:ISentinelEvent";

    private readonly ConcurrentQueue<(string Cluster, string Kind, string Text)> messages = new();
    private readonly IConnection connection;
    private readonly IChannel channel;

    private BusSpy(IConnection connection, IChannel channel) => (this.connection, this.channel) = (connection, channel);

    public IReadOnlyList<(string Cluster, string Kind, string Text)> Messages => [.. messages];

    /// <summary>Returns once the queue is bound.</summary>
    public static async Task<BusSpy> StartAsync(Uri broker, CancellationToken cancellation)
    {
        var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync(cancellation);
        var channel = await connection.CreateChannelAsync(cancellationToken: cancellation);
        var spy = new BusSpy(connection, channel);
        await channel.ExchangeDeclareAsync(EveryEvent, ExchangeType.Fanout, durable: true, cancellationToken: cancellation);
        var queue = (await channel.QueueDeclareAsync("spy", durable: true, exclusive: false, autoDelete: false, cancellationToken: cancellation)).QueueName;
        await channel.QueueBindAsync(queue, EveryEvent, "", cancellationToken: cancellation);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += spy.TakeAsync;
        await channel.BasicConsumeAsync(queue, autoAck: true, consumer, cancellation);
        return spy;
    }

    public async ValueTask DisposeAsync()
    {
        await channel.DisposeAsync();
        await connection.DisposeAsync();
    }

    private Task TakeAsync(object sender, BasicDeliverEventArgs delivery)
    {
        var properties = delivery.BasicProperties;
        var text = new StringBuilder($"{delivery.Exchange} {delivery.RoutingKey} {properties.AppId} {properties.MessageId} {properties.CorrelationId} {properties.ReplyTo} {properties.Type} {properties.UserId}\n");
        foreach (var (name, value) in properties.Headers ?? new Dictionary<string, object?>())
        {
            text.Append(name).Append(": ").AppendLine(TextOf(value));
        }

        messages.Enqueue((TextOf(properties.Headers?["sentinelevents-cluster"]), TextOf(properties.Headers?["sentinelevents-kind"]), text.Append(Encoding.Latin1.GetString(delivery.Body.Span)).ToString()));
        return Task.CompletedTask;
    }

    private static string TextOf(object? value) => value is byte[] bytes ? Encoding.Latin1.GetString(bytes) : value?.ToString() ?? "";
}
