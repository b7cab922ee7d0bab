using System.Net;
using System.Net.Sockets;
using SentinelEvents.Lab;

namespace SentinelEvents.Integration.Sentinels;

/// <summary>The network path to one sentinel, whose connections can die one by one, each in its own way.</summary>
internal sealed class SentinelPath : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly List<CarriedConnection> connections = [];
    private readonly List<Task> work = [];
    private readonly CancellationTokenSource stopping = new();
    private readonly TcpListener listener;
    private readonly int sentinel;
    private readonly Task accepting;
    private bool silent;

    private SentinelPath(int sentinel)
    {
        this.sentinel = sentinel;
        Port = FreePorts.Take();
        listener = new TcpListener(IPAddress.Loopback, Port);
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port { get; }

    public static SentinelPath To(int sentinel) => new(sentinel);

    /// <summary>The open connection that subscribed.</summary>
    public CarriedConnection Messages => Open.Last(connection => connection.IsSubscription);

    /// <summary>The open connection that asks and is answered.</summary>
    public CarriedConnection Commands => Open.Last(connection => !connection.IsSubscription);

    public int Accepted
    {
        get
        {
            lock (gate)
            {
                return connections.Count;
            }
        }
    }

    private IReadOnlyList<CarriedConnection> Open
    {
        get
        {
            lock (gate)
            {
                return [.. connections.Where(connection => connection.IsOpen)];
            }
        }
    }

    /// <summary>Every packet is dropped: of the connections that are open, and of new ones, until it heals.</summary>
    public void GoSilent()
    {
        lock (gate)
        {
            silent = true;
            connections.ForEach(connection => connection.GoSilent());
        }
    }

    /// <summary>The sentinel's host is gone and another took its address, in a network that tells nobody: open connections end at the sentinel and stay open here.</summary>
    public void ForgetConnections()
    {
        foreach (var connection in Open)
        {
            connection.GoSilent();
            connection.EndAtSentinel();
        }
    }

    /// <summary>New connections are carried again; those that fell silent are lost for good.</summary>
    public void Heal()
    {
        lock (gate)
        {
            silent = false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Dispose();
        await accepting;
        Task[] all;
        lock (gate)
        {
            connections.ForEach(connection => connection.Dispose());
            all = [.. work];
        }

        await Task.WhenAll(all);
        stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var connection = new CarriedConnection(await listener.AcceptSocketAsync(stopping.Token), sentinel);
                lock (gate)
                {
                    if (silent)
                    {
                        connection.GoSilent();
                    }

                    connections.Add(connection);
                    work.Add(connection.CarryAsync(stopping.Token));
                }
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }
}
