using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using StackExchange.Redis;

namespace SentinelEvents.Worker.Sentinels;

/// <summary>One string for each short text, however often it is answered: of a thousand masters' answers nearly all texts are the same ones.</summary>
/// <param name="most">How many are remembered; whatever comes after these is a string of its own.</param>
internal sealed class TextPool(int most)
{
    /// <summary>Longer than any address or id; longer ones seldom come again.</summary>
    private const int Longest = 64;

    private readonly ConcurrentDictionary<string, string> _texts = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>The same as <see cref="RedisValue.ToString"/>.</summary>
    public string TextOf(RedisValue value)
    {
        var bytes = ((ReadOnlyMemory<byte>)value).Span;
        Span<char> buffer = stackalloc char[Longest];
        if (bytes.Length > Longest || Ascii.ToUtf16(bytes, buffer, out var length) != OperationStatus.Done)
        {
            return value.ToString();
        }

        var text = buffer[..length];
        if (_texts.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out var known))
        {
            return known;
        }

        var made = text.ToString();
        if (Volatile.Read(ref _count) < most && _texts.TryAdd(made, made))
        {
            Interlocked.Increment(ref _count);
        }

        return made;
    }
}
