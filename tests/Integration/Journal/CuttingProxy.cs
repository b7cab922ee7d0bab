using System.Net;
using System.Net.Sockets;

namespace SentinelEvents.Integration.Journal;

/// <summary>Stands between a worker and its database, and breaks what passes through it at a chosen moment.</summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly int target;
    private readonly Task accepting;
    private volatile Cut next = Cut.None;
    private int cuts;

    public CuttingProxy(int target)
    {
        this.target = target;
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>Where the next COMMIT ends.</summary>
    public enum Cut
    {
        None,

        /// <summary>It never reaches the server.</summary>
        BeforeTheServer,

        /// <summary>The server does it, and its answer is lost.</summary>
        AfterTheServer,

        /// <summary>It goes nowhere, and the connection stays: a worker that is frozen.</summary>
        Held,
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>How many COMMITs met their cut.</summary>
    public int Cuts => Volatile.Read(ref cuts);

    public void CutNextCommit(Cut cut) => next = cut;

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Stop();
        await accepting;
        stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> pumps = [];
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(stopping.Token);
                pumps.Add(ServeAsync(client));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(pumps);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, target, stopping.Token);
                var passing = new Passing(client.GetStream(), server.GetStream());
                using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token);
                var both = new[] { AskAsync(passing, ended.Token), AnswerAsync(passing, ended.Token) };
                await Task.WhenAny(both);
                await ended.CancelAsync();
                await Task.WhenAll(both);
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or IOException)
            {
                // One side is gone: so is the other.
            }
        }
    }

    private async Task AskAsync(Passing passing, CancellationToken cancellation)
    {
        var buffer = new byte[64 * 1024];
        while (await passing.Client.ReadAsync(buffer, cancellation) is > 0 and var read)
        {
            // With its end: a transaction begins with the words READ COMMITTED.
            var cut = buffer.AsSpan(0, read).IndexOf("COMMIT\0"u8) >= 0 ? next : Cut.None;
            if (cut != Cut.None)
            {
                next = Cut.None;
                Interlocked.Increment(ref cuts);
            }

            switch (cut)
            {
                case Cut.BeforeTheServer:
                    return;
                case Cut.Held:
                    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
                    return;
                case Cut.AfterTheServer:
                    passing.AnswerIsLost = true;
                    break;
            }

            await passing.Server.WriteAsync(buffer.AsMemory(0, read), cancellation);
        }
    }

    private static async Task AnswerAsync(Passing passing, CancellationToken cancellation)
    {
        var buffer = new byte[64 * 1024];
        while (await passing.Server.ReadAsync(buffer, cancellation) is > 0 and var read && !passing.AnswerIsLost)
        {
            await passing.Client.WriteAsync(buffer.AsMemory(0, read), cancellation);
        }
    }

    private sealed class Passing(NetworkStream client, NetworkStream server)
    {
        private volatile bool answerIsLost;

        public NetworkStream Client => client;

        public NetworkStream Server => server;

        public bool AnswerIsLost
        {
            get => answerIsLost;
            set => answerIsLost = value;
        }
    }
}
