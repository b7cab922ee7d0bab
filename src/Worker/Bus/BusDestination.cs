using SentinelEvents.Contracts;
using SentinelEvents.Worker.Bus.Transports;
using SentinelEvents.Worker.Delivery;

namespace SentinelEvents.Worker.Bus;

/// <summary>The bus as one destination among others: a broker that is down costs an outcome, never a wait without end.</summary>
/// <param name="publisher">The bus.</param>
/// <param name="time">The clock.</param>
/// <param name="tls">Knows why there is no TLS with a broker.</param>
internal sealed class BusDestination(IEventPublisher publisher, TimeProvider time, RabbitMqTls? tls = null) : IDestination
{
    /// <summary>What a broker that works may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>What a broker that was just away is given, so that every waiting master is not held up by the full time.</summary>
    public static readonly TimeSpan ShortPatience = TimeSpan.FromSeconds(3);

    private volatile bool _away;

    public string Name => Router.Bus;

    /// <summary>Whether the last publication went through; the broker itself is looked at by <see cref="BusProbe"/>.</summary>
    public Task<DeliveryOutcome> LookAsync(CancellationToken cancellation) => Task.FromResult<DeliveryOutcome>(
        _away ? new DeliveryOutcome.Retry(DeliveryReason.Unreachable, "The broker did not take the last event.") : new DeliveryOutcome.Delivered());

    public string Render(Notification notification, DateTimeOffset at) => Rendered(notification);

    /// <summary>What would be published: the message and its id.</summary>
    public static string Rendered(Notification notification) => $"{notification.Latest.Kind} {notification.Latest.EventId}\n\n{SentinelEventJson.Serialize(notification.Latest)}";

    public async Task<DeliveryOutcome> DeliverAsync(Notification notification, CancellationToken cancellation)
    {
        var patience = _away ? ShortPatience : Patience;
        using var timeout = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        try
        {
            // The token ends MassTransit's own endless retry; not every wait in it looks at the token, hence the second bound.
            await publisher.PublishAsync(notification.Latest, either.Token).WaitAsync(either.Token);
            _away = false;
            return new DeliveryOutcome.Delivered();
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }
        catch (Exception exception) when (timeout.IsCancellationRequested)
        {
            _away = true;
            return Untrusted(exception)
                ?? (exception is OperationCanceledException ? null : BusFailure.Explain(exception))
                ?? new DeliveryOutcome.Retry(DeliveryReason.TimedOut, $"No connection to the broker, or no confirmation, within {patience.TotalSeconds:0} s.");
        }
        catch (Exception exception) when ((Untrusted(exception) ?? BusFailure.Explain(exception)) is { } outcome)
        {
            _away = true;
            return outcome;
        }
    }

    private DeliveryOutcome.Retry? Untrusted(Exception exception) =>
        tls?.Explain(exception) is { } fault ? new DeliveryOutcome.Retry(DeliveryReason.Untrusted, $"There is no TLS with the broker: {fault.Text}; {fault.Cure}.") : null;
}
