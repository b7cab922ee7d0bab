using System.Net;
using System.Net.Sockets;

namespace SentinelEvents.Lab;

/// <summary>One connection through a <see cref="TcpProxy"/>.</summary>
internal sealed class ProxiedConnection : IDisposable
{
    private readonly TcpProxy proxy;
    private readonly Socket client;
    private readonly Socket server = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly CancellationToken cancellation;
    private readonly int clientPort;
    private volatile bool cut;

    internal ProxiedConnection(TcpProxy proxy, Socket client, CancellationToken cancellation)
    {
        this.proxy = proxy;
        this.client = client;
        this.cancellation = cancellation;
        client.NoDelay = true;
        clientPort = ((IPEndPoint)client.RemoteEndPoint!).Port;
    }

    internal Task Work { get; set; } = Task.CompletedTask;

    internal async Task RunAsync()
    {
        // Accepting is quick; whatever follows is not the listener's time.
        await Task.Yield();
        try
        {
            await proxy.PassableAsync(clientPort, ProxyDirection.ToServer, cancellation).ConfigureAwait(false);
            await server.ConnectAsync(new IPEndPoint(IPAddress.Loopback, proxy.Target), cancellation).ConfigureAwait(false);
            await Task.WhenAll(
                PumpAsync(client, server, ProxyDirection.ToServer),
                PumpAsync(server, client, ProxyDirection.ToClient)).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsEnd(exception))
        {
            // Nobody listens behind it: the client learns that as from a port that is closed.
        }
        finally
        {
            Reset();
        }
    }

    public void Dispose() => Reset();

    /// <summary>Both sides get a reset.</summary>
    internal void Reset()
    {
        Reset(client);
        Reset(server);
    }

    /// <summary>The server's side ends; the client is not told, and stays connected until the mode lets data pass again.</summary>
    internal void CutServer()
    {
        cut = true;
        Reset(server);
    }

    /// <summary>Closes without the ordinary goodbye.</summary>
    internal static void Reset(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(true, 0);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Already closed, or never connected.
        }

        socket.Dispose();
    }

    private async Task PumpAsync(Socket from, Socket to, ProxyDirection direction)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (true)
            {
                await proxy.PassableAsync(clientPort, direction, cancellation).ConfigureAwait(false);
                var read = await from.ReceiveAsync(buffer, cancellation).ConfigureAwait(false);
                // The mode may have changed while this waited for data, and a half-open connection is silent until it heals.
                var mode = await proxy.PassableAsync(clientPort, direction, cancellation).ConfigureAwait(false);
                if (read == 0 || cut)
                {
                    break;
                }

                if (mode is ProxyMode.Delay delay)
                {
                    await Task.Delay(delay.By, TimeProvider.System, cancellation).ConfigureAwait(false);
                }

                for (var sent = 0; sent < read;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, read - sent), cancellation).ConfigureAwait(false);
                }
            }
        }
        catch (Exception exception) when (IsEnd(exception))
        {
            if (cut)
            {
                await HealedAsync(direction).ConfigureAwait(false);
            }
        }

        // One side ended, so does the other; no program here uses half-closed connections.
        Reset();
    }

    private async Task HealedAsync(ProxyDirection direction)
    {
        try
        {
            await proxy.PassableAsync(clientPort, direction, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The proxy is stopped.
        }
    }

    private static bool IsEnd(Exception exception) => exception is OperationCanceledException or SocketException or ObjectDisposedException or IOException;
}
