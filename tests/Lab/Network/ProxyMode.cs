namespace SentinelEvents.Lab;

/// <summary>What a <see cref="TcpProxy"/> does with its connections; it can be changed while they are open.</summary>
public abstract record ProxyMode
{
    private ProxyMode()
    {
    }

    /// <summary>Bytes go both ways.</summary>
    public sealed record Forward : ProxyMode;

    /// <summary>A network that drops every packet: connections stay open and silent, new ones are accepted and hear nothing. What was written meanwhile arrives once it heals.</summary>
    public sealed record BlackHole : ProxyMode;

    /// <summary>A host that answers with resets: open connections are closed, new ones too.</summary>
    public sealed record Refuse : ProxyMode;

    /// <summary>Every piece of data arrives late, in both directions.</summary>
    public sealed record Delay(TimeSpan By) : ProxyMode;

    /// <summary>A client that does not read: nothing is taken from the server, so that its output buffer fills.</summary>
    public sealed record SlowReader : ProxyMode;

    /// <summary>A peer that vanished without a word: the server's side of every connection is closed, the client's stays open and silent.</summary>
    public sealed record CutHalf : ProxyMode;
}
