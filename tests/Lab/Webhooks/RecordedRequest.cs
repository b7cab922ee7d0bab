using System.Text;

namespace SentinelEvents.Lab;

/// <summary>A request as the sink received it.</summary>
/// <param name="Number">1 for the first.</param>
/// <param name="Timestamp">When its body was complete, by <see cref="TimeProvider.GetTimestamp"/> of the system's time provider.</param>
/// <param name="At">The same instant by the wall clock.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path and query.</param>
/// <param name="Headers">By name, whatever its case; several values joined by a comma.</param>
/// <param name="Body">The bytes, undecoded.</param>
public sealed record RecordedRequest(
    int Number, long Timestamp, DateTimeOffset At, string Method, string Path, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body)
{
    public string Text => Encoding.UTF8.GetString(Body.Span);

    /// <summary>A header's value, or null.</summary>
    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
