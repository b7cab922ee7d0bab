using System.Net;
using System.Net.Sockets;
using SentinelEvents.Lab;

namespace SentinelEvents.Integration.EndToEnd;

/// <summary>Something that listens where a sentinel is expected, and answers what no sentinel would.</summary>
internal sealed class GarbageServer : IAsyncDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly TcpListener listener;
    private readonly Task serving;

    private GarbageServer(int port)
    {
        Port = port;
        listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        serving = ServeAsync();
    }

    public int Port { get; }

    public static GarbageServer Start() => new(FreePorts.Take());

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await serving;
        listener.Dispose();
        stopping.Dispose();
    }

    private async Task ServeAsync()
    {
        List<TcpClient> clients = [];
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(stopping.Token);
                clients.Add(client);
                try
                {
                    await client.GetStream().WriteAsync("\0\u0001\u0002 what would you like? $-7\r\n*99999999999\r\n"u8.ToArray(), stopping.Token);
                }
                catch (IOException)
                {
                    // Gone already.
                }
            }
        }
        catch (OperationCanceledException)
        {
            clients.ForEach(client => client.Dispose());
        }
    }
}
