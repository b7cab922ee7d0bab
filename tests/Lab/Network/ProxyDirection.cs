namespace SentinelEvents.Lab;

/// <summary>Which way data goes through a <see cref="TcpProxy"/>.</summary>
internal enum ProxyDirection
{
    /// <summary>From the client.</summary>
    ToServer,

    /// <summary>From the server.</summary>
    ToClient,
}
