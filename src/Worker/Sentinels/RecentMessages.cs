using System.Runtime.InteropServices;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Sentinels;

/// <summary>
/// Reads messages, and remembers the last ones by their bytes: all sentinels of a deployment publish the same bytes about one change, so that most of a storm is
/// copies, and a copy need not be taken apart again, nor take memory. May be used by several connections at a time.
/// </summary>
internal sealed class RecentMessages
{
    /// <summary>A power of two; enough for some kinds of messages about some hundred masters. What is displaced is read again.</summary>
    private const int Places = 4096;

    private readonly Entry?[] entries = new Entry?[Places];

    /// <summary>Reads one message, as <see cref="SentinelMessageParser.Parse"/> does.</summary>
    /// <param name="channel">The channel's name as received.</param>
    /// <param name="payload">The payload as received.</param>
    /// <param name="knownMasters">Names this sentinel is known to monitor.</param>
    public SentinelMessage Read(ReadOnlySpan<byte> channel, ReadOnlySpan<byte> payload, IReadOnlySet<string> knownMasters)
    {
        ref var place = ref entries[PlaceOf(channel, payload)];
        if (Volatile.Read(ref place) is { } entry && entry.IsOf(channel, payload))
        {
            return entry.Message;
        }

        var message = SentinelMessageParser.Parse(channel, payload, knownMasters);
        if (FollowsFromItsBytes(message))
        {
            Volatile.Write(ref place, new Entry([.. channel, .. payload], channel.Length, message));
        }

        return message;
    }

    /// <summary>A setting does not: the known names tell where its master's name ends, and its bytes may hold a secret, as may what could not be read.</summary>
    private static bool FollowsFromItsBytes(SentinelMessage message) => message is KnownMessage and not SetMessage;

    /// <summary>Hashed with a secret of this process, as strings are: who publishes cannot choose what displaces what.</summary>
    private static int PlaceOf(ReadOnlySpan<byte> channel, ReadOnlySpan<byte> payload) =>
        HashCode.Combine(HashOf(channel), HashOf(payload)) & (Places - 1);

    private static int HashOf(ReadOnlySpan<byte> bytes) => string.GetHashCode(MemoryMarshal.Cast<byte, char>(bytes));

    private sealed class Entry(byte[] bytes, int channelLength, SentinelMessage message)
    {
        public SentinelMessage Message => message;

        public bool IsOf(ReadOnlySpan<byte> channel, ReadOnlySpan<byte> payload) =>
            channel.Length == channelLength && payload.SequenceEqual(bytes.AsSpan(channelLength)) && channel.SequenceEqual(bytes.AsSpan(0, channelLength));
    }
}
