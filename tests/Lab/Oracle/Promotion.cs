using System.Globalization;

namespace SentinelEvents.Lab;

/// <summary>A leader made a replica the master: the act that gives a config epoch its address.</summary>
internal sealed record Promotion(int Leader, string Master, long Epoch, string Address, DateTimeOffset At)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At:HH:mm:ss.fff} sentinel {Leader} promoted {Address} of {Master} in epoch {Epoch}");
}
