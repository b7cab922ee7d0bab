using System.Collections.Concurrent;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Delivery;

namespace SentinelEvents.Unit.Delivery;

/// <summary>A destination that answers as a test tells it and remembers what it was given.</summary>
internal sealed class ScriptedDestination(string name) : IDestination
{
    public string Name => name;

    public ConcurrentQueue<SentinelEvent> Seen { get; } = new();

    /// <summary>Answers for the attempts to come; when there are none left, everything is delivered.</summary>
    public Func<SentinelEvent, CancellationToken, Task<DeliveryOutcome>> Answer { get; set; } =
        (_, _) => Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Delivered());

    public Task<DeliveryOutcome> DeliverAsync(Notification notification, CancellationToken cancellation)
    {
        Seen.Enqueue(notification.Latest);
        return Answer(notification.Latest, cancellation);
    }

    public Task<DeliveryOutcome> LookAsync(CancellationToken cancellation) => Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Delivered());

    public string Render(Notification notification, DateTimeOffset at) => notification.Latest.Kind.ToString();
}
