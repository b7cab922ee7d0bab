using System.Text;

namespace SentinelEvents.Lab;

/// <summary>A message as a sentinel published it.</summary>
/// <param name="SentinelPort">Whose word it is.</param>
/// <param name="Timestamp">When it was read, by <see cref="TimeProvider.GetTimestamp"/> of the system's time provider.</param>
/// <param name="At">The same instant by the wall clock.</param>
/// <param name="Channel">Event type with its sign.</param>
/// <param name="Payload">The bytes, undecoded.</param>
public sealed record BareMessage(int SentinelPort, long Timestamp, DateTimeOffset At, string Channel, ReadOnlyMemory<byte> Payload)
{
    public string Text => Encoding.UTF8.GetString(Payload.Span);

    public override string ToString() => $"{At:HH:mm:ss.fff} {SentinelPort} {Channel} {Text}";
}
