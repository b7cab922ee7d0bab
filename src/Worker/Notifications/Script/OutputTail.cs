using System.Text;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Notifications.Script;

/// <summary>The last of what a script writes, however much it writes: an error is said at the end.</summary>
internal sealed class OutputTail
{
    private const int Kept = 1000;

    private readonly byte[] _last = new byte[Kept];
    private long _written;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        foreach (var one in bytes)
        {
            _last[_written++ % Kept] = one;
        }
    }

    /// <summary>In one line, with nothing in it that moves a cursor.</summary>
    public override string ToString()
    {
        var whole = _written <= Kept;
        var bytes = new byte[whole ? _written : Kept];
        for (var at = 0; at < bytes.Length; at++)
        {
            bytes[at] = _last[((whole ? 0 : _written) + at) % Kept];
        }

        var lines = Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return (whole ? "" : "… ") + VisibleText.Of(string.Join(" / ", lines));
    }
}
