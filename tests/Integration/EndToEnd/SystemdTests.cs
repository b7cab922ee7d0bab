using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using SentinelEvents.Lab;

namespace SentinelEvents.Integration.EndToEnd;

public sealed class SystemdTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_AsSystemdStartsIt_SaysThatItIsReadyLivesAndStops()
    {
        await using var directory = LabDirectory.Create("notify");
        var path = directory.File("notify");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        var said = new ConcurrentQueue<string>();
        var listening = ListenAsync(socket, said);
        var configuration = ServiceConfiguration.Of("nobody", [$"127.0.0.1:{FreePorts.Take()}"]);
        await using (var service = await RunningService.StartAsync(
            configuration, null, new Dictionary<string, string?> { ["NOTIFY_SOCKET"] = path, ["WATCHDOG_USEC"] = "3000000" }))
        {
            await service.Worker.WaitUntilAsync(
                "says that it lives", _ => Task.FromResult(said.Count(state => state == "WATCHDOG=1") >= 2 ? null : string.Join(' ', said)), RunningService.Patience, Cancellation);
            Assert.Equal("READY=1", said.First());
            await service.StopAsync();
        }

        await Eventually.BecomesAsync("says that it stops", () => said.Contains("STOPPING=1") ? null : string.Join(' ', said), RunningService.Patience, cancellation: Cancellation);
        socket.Close();
        await listening;
    }

    private static async Task ListenAsync(Socket socket, ConcurrentQueue<string> said)
    {
        var datagram = new byte[4096];
        try
        {
            while (true)
            {
                said.Enqueue(Encoding.UTF8.GetString(datagram, 0, await socket.ReceiveAsync(datagram)));
            }
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
