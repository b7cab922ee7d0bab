using System.Net;
using System.Net.Sockets;

namespace SentinelEvents.Integration.Sentinels;

/// <summary>One connection along a <see cref="SentinelPath"/>.</summary>
internal sealed class CarriedConnection(Socket client, int sentinel) : IDisposable
{
    private readonly Socket server = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private volatile bool silent;
    private volatile bool subscribed;
    private volatile bool ended;

    /// <summary>Whether the client subscribed on it.</summary>
    public bool IsSubscription => subscribed;

    public bool IsOpen => !ended;

    /// <summary>What is sent from now on arrives nowhere, in either direction, and nobody is told.</summary>
    public void GoSilent() => silent = true;

    public void EndAtSentinel() => server.Dispose();

    public void Dispose()
    {
        client.Dispose();
        server.Dispose();
    }

    public async Task CarryAsync(CancellationToken cancellation)
    {
        await Task.Yield();
        try
        {
            await server.ConnectAsync(new IPEndPoint(IPAddress.Loopback, sentinel), cancellation);
            await await Task.WhenAny(PumpAsync(client, server, toSentinel: true, cancellation), PumpAsync(server, client, toSentinel: false, cancellation));
        }
        catch (Exception failure) when (IsEnd(failure))
        {
            // One side ended.
        }

        if (silent)
        {
            // The other side must not learn of it.
            await UntilClientEndsAsync(cancellation);
        }

        ended = true;
        Dispose();
    }

    private async Task PumpAsync(Socket from, Socket to, bool toSentinel, CancellationToken cancellation)
    {
        var buffer = new byte[16 * 1024];
        while (await from.ReceiveAsync(buffer, cancellation) is var read and > 0)
        {
            if (toSentinel && !subscribed)
            {
                subscribed = buffer.AsSpan(0, read).IndexOf("PSUBSCRIBE"u8) >= 0;
            }

            for (var sent = 0; !silent && sent < read;)
            {
                sent += await to.SendAsync(buffer.AsMemory(sent, read - sent), cancellation);
            }
        }
    }

    private async Task UntilClientEndsAsync(CancellationToken cancellation)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await client.ReceiveAsync(buffer, cancellation) > 0)
            {
                // Dropped.
            }
        }
        catch (Exception failure) when (IsEnd(failure))
        {
            // Ended.
        }
    }

    private static bool IsEnd(Exception failure) => failure is OperationCanceledException or SocketException or ObjectDisposedException;
}
