using System.Net;
using System.Net.Sockets;

namespace SentinelEvents.Lab;

/// <summary>A TCP forwarder on loopback that can be told to behave like a bad network.</summary>
public sealed class TcpProxy : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly List<ProxiedConnection> connections = [];
    private readonly HashSet<int> shutOut = [];
    private readonly CancellationTokenSource stopping = new();
    private readonly TcpListener listener;
    private readonly Task accepting;
    private ProxyMode mode = new ProxyMode.Forward();
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private TcpProxy(int port, int target)
    {
        Port = port;
        Target = target;
        listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>The port on loopback that it forwards to.</summary>
    public int Target { get; }

    public ProxyMode Mode
    {
        get
        {
            lock (gate)
            {
                return mode;
            }
        }
    }

    /// <summary>Listens at once; nothing has to run at the target yet.</summary>
    public static TcpProxy Start(int target, int? port = null)
    {
        while (port is null)
        {
            try
            {
                return new(FreePorts.Take(), target);
            }
            catch (SocketException taken) when (taken.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                // A process that is being started at this moment still holds what the search for a free port had open. The next port will do.
            }
        }

        return new(port.Value, target);
    }

    /// <summary>As <see cref="ProxyMode.BlackHole"/>, for the connections of one process only, those that it has and those to come.</summary>
    public void ShutOut(int process) => Change(() => shutOut.Add(process));

    /// <summary>Ends <see cref="ShutOut"/>.</summary>
    public void LetIn(int process) => Change(() => shutOut.Remove(process));

    public void Set(ProxyMode next)
    {
        var open = Change(() => mode = next);

        foreach (var connection in open)
        {
            switch (next)
            {
                case ProxyMode.Refuse:
                    connection.Reset();
                    break;
                case ProxyMode.CutHalf:
                    connection.CutServer();
                    break;
            }
        }

    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        listener.Dispose();
        ProxiedConnection[] open;
        lock (gate)
        {
            open = [.. connections];
        }

        foreach (var connection in open)
        {
            connection.Reset();
        }

        await accepting.ConfigureAwait(false);
        await Task.WhenAll(open.Select(connection => connection.Work)).ConfigureAwait(false);
        stopping.Dispose();
    }

    /// <summary>Returns the mode once it lets data of a client pass in a direction.</summary>
    internal async Task<ProxyMode> PassableAsync(int clientPort, ProxyDirection direction, CancellationToken cancellation)
    {
        while (true)
        {
            ProxyMode now;
            Task next;
            int[] refused;
            lock (gate)
            {
                now = mode;
                next = changed.Task;
                refused = [.. shutOut];
            }

            if (refused.Any(process => SocketOwner.Has(process, clientPort)))
            {
                await next.WaitAsync(cancellation).ConfigureAwait(false);
                continue;
            }

            if (now is ProxyMode.Forward or ProxyMode.Delay || (now is ProxyMode.SlowReader && direction == ProxyDirection.ToServer))
            {
                return now;
            }

            await next.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Changes something and wakes everybody who waits for it.</summary>
    /// <returns>The connections that were open then.</returns>
    private ProxiedConnection[] Change(Action change)
    {
        TaskCompletionSource before;
        ProxiedConnection[] open;
        lock (gate)
        {
            change();
            before = changed;
            changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            open = [.. connections];
        }

        before.SetResult();
        return open;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptSocketAsync(stopping.Token).ConfigureAwait(false);
                ProxiedConnection connection;
                lock (gate)
                {
                    if (mode is ProxyMode.Refuse)
                    {
                        ProxiedConnection.Reset(client);
                        continue;
                    }

                    connection = new ProxiedConnection(this, client, stopping.Token);
                    connections.Add(connection);
                }

                connection.Work = CarryAsync(connection);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
        catch (InvalidOperationException) when (stopping.IsCancellationRequested)
        {
            // Stopped between two accepts: the listener calls that a misuse.
        }
    }

    private async Task CarryAsync(ProxiedConnection connection)
    {
        await connection.RunAsync().ConfigureAwait(false);
        lock (gate)
        {
            connections.Remove(connection);
        }
    }
}
