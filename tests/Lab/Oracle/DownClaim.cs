using System.Globalization;

namespace SentinelEvents.Lab;

/// <summary>A span of time in which one sentinel held something for down.</summary>
/// <param name="Sentinel">Port of the sentinel that says so.</param>
/// <param name="Flag">How sure it is.</param>
/// <param name="Subject">What it holds for down: a master's address, or the id of a sentinel.</param>
/// <param name="Master">The master's name.</param>
/// <param name="From">When it said so.</param>
/// <param name="To">When it took it back, or what it knew was wiped by a switch, a reset, or a start.</param>
internal sealed record DownClaim(int Sentinel, DownFlag Flag, string Subject, string Master, DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Whether it stood at some time within these bounds.</summary>
    public bool Touches(DateTimeOffset from, DateTimeOffset to) => From <= to && To >= from;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"sentinel {Sentinel}: {Flag} {Subject} of {Master} {From:HH:mm:ss.fff} to {To:HH:mm:ss.fff}");
}
