using System.Globalization;

namespace SentinelEvents.Lab;

/// <summary>A span of time in which one sentinel answered with one configuration of a master.</summary>
/// <param name="Sentinel">The port that answered.</param>
/// <param name="Master">The master's name.</param>
/// <param name="Epoch">Config epoch.</param>
/// <param name="Address">The master's address; null: it did not monitor that name.</param>
/// <param name="From">When it was first known to hold it.</param>
/// <param name="To">When it was first known to hold another one; a sentinel that does not answer still holds what it held.</param>
internal sealed record Holding(int Sentinel, string Master, long Epoch, string? Address, DateTimeOffset From, DateTimeOffset To)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"sentinel {Sentinel}: {Master} is {Address ?? "nothing"} in epoch {Epoch}, {From:HH:mm:ss.fff} to {To:HH:mm:ss.fff}");
}
