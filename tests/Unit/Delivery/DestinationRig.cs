using Microsoft.Extensions.Time.Testing;
using SentinelEvents.Worker.Delivery;

namespace SentinelEvents.Unit.Delivery;

/// <summary>A destination and the other side that a test gave it.</summary>
internal abstract class DestinationRig : IAsyncDisposable
{
    /// <summary>The destination's clock.</summary>
    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 7, 3, 12, 5, TimeSpan.Zero));

    public abstract IDestination Destination { get; }

    /// <summary>The ids under which events arrived, in order.</summary>
    public abstract IReadOnlyList<string> Ids { get; }

    /// <summary>How many attempts reached the other side.</summary>
    public abstract int Reached { get; }

    /// <summary>What the destination knows and nobody else may.</summary>
    public abstract IReadOnlyList<string> Secrets { get; }

    public abstract ValueTask DisposeAsync();
}
