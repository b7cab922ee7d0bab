using System.Threading.Channels;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Sentinels;

/// <summary>The one queue of all sentinels. Bounded: while its reader stands still, messages go in for as long as there is room, snapshots only until a backlog has built up.</summary>
internal sealed class ObservationQueue(SentinelWatchSettings settings)
{
    private readonly Channel<Observation> _channel =
        Channel.CreateBounded<Observation>(new BoundedChannelOptions(settings.QueueCapacity) { SingleReader = true });

    public ChannelReader<Observation> Reader => _channel.Reader;

    public ChannelWriter<Observation> Writer => _channel.Writer;

    /// <summary>How many observations wait to be taken.</summary>
    public int Waiting => _channel.Reader.Count;

    /// <summary>Whether the reader is so far behind that a snapshot would only add to what it has to go through.</summary>
    public bool IsBacklogged => Waiting > settings.BacklogLimit;
}
