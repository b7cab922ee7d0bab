using System.Net;
using System.Net.Sockets;
using SentinelEvents.Lab;

namespace SentinelEvents.Integration.Lab;

public sealed class TcpProxyTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Long enough for loopback to have carried anything that is on its way.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(300);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Forward_BothWays_CarriesBytes()
    {
        await using var lane = await Lane.OpenAsync();

        await lane.SayAsync("to the server");

        Assert.Equal("to the server", await lane.HearAsync(13));
    }

    [Fact]
    public async Task BlackHole_OpenConnection_IsSilentUntilItHeals()
    {
        await using var lane = await Lane.OpenAsync();
        await lane.SayAsync("before");
        await lane.HearAsync(6);

        lane.Proxy.Set(new ProxyMode.BlackHole());
        await lane.SayAsync("during");
        Assert.False(await lane.HearsWithinAsync(Silence));
        lane.Proxy.Set(new ProxyMode.Forward());

        Assert.Equal("during", await lane.HearAsync(6));
    }

    [Fact]
    public async Task BlackHole_NewConnection_IsAcceptedAndSilentUntilItHeals()
    {
        using var server = Echo.Start();
        await using var proxy = TcpProxy.Start(server.Port);
        proxy.Set(new ProxyMode.BlackHole());

        await using var lane = await Lane.OpenAsync(proxy);
        await lane.SayAsync("early");
        Assert.False(await lane.HearsWithinAsync(Silence));
        proxy.Set(new ProxyMode.Forward());

        Assert.Equal("early", await lane.HearAsync(5));
    }

    [Fact]
    public async Task Refuse_OpenAndNewConnections_AreClosed()
    {
        await using var lane = await Lane.OpenAsync();
        await lane.SayAsync("before");
        await lane.HearAsync(6);

        lane.Proxy.Set(new ProxyMode.Refuse());

        await lane.EndsAsync();
        await Lane.IsRefusedAsync(lane.Proxy);
        lane.Proxy.Set(new ProxyMode.Forward());
        await using var healed = await Lane.OpenAsync(lane.Proxy);
        await healed.SayAsync("after");
        Assert.Equal("after", await healed.HearAsync(5));
    }

    [Fact]
    public async Task Delay_Echo_ComesBackLate()
    {
        await using var lane = await Lane.OpenAsync();
        lane.Proxy.Set(new ProxyMode.Delay(TimeSpan.FromMilliseconds(200)));
        var time = TimeProvider.System;
        var started = time.GetTimestamp();

        await lane.SayAsync("late");
        await lane.HearAsync(4);

        // Once on the way there and once on the way back.
        Assert.True(time.GetElapsedTime(started) >= TimeSpan.FromMilliseconds(390), $"{time.GetElapsedTime(started)}");
    }

    [Fact]
    public async Task SlowReader_ServersWords_WaitWhileTheClientsGetThrough()
    {
        await using var lane = await Lane.OpenAsync();
        lane.Proxy.Set(new ProxyMode.SlowReader());

        await lane.SayAsync("still heard");

        await Eventually.BecomesAsync("the server hears it", () => lane.Server!.Heard >= 11 ? null : $"{lane.Server.Heard} bytes", Patience, cancellation: Cancellation);
        Assert.False(await lane.HearsWithinAsync(Silence));
        lane.Proxy.Set(new ProxyMode.Forward());
        Assert.Equal("still heard", await lane.HearAsync(11));
    }

    [Fact]
    public async Task CutHalf_OpenConnection_EndsForTheServerOnly()
    {
        await using var lane = await Lane.OpenAsync();
        await lane.SayAsync("before");
        await lane.HearAsync(6);

        lane.Proxy.Set(new ProxyMode.CutHalf());

        await Eventually.BecomesAsync("the server's side ends", () => lane.Server!.Open == 0 ? null : $"{lane.Server.Open} open", Patience, cancellation: Cancellation);
        await lane.SayAsync("into nothing");
        Assert.False(await lane.HearsWithinAsync(Silence));
        lane.Proxy.Set(new ProxyMode.Forward());
        await lane.EndsAsync();
    }

    [Fact]
    public async Task ShutOut_ProcessOfTheClient_IsSilentUntilLetInWhileOthersAreCarried()
    {
        await using var lane = await Lane.OpenAsync();
        await lane.SayAsync("before");
        await lane.HearAsync(6);

        lane.Proxy.ShutOut(Environment.ProcessId);
        await lane.SayAsync("during");
        Assert.False(await lane.HearsWithinAsync(Silence));
        lane.Proxy.LetIn(Environment.ProcessId);
        Assert.Equal("during", await lane.HearAsync(6));

        // Somebody else's process: the runner's own connections are none of its business.
        await using var other = await ServerProcess.StartAsync(new ServerCommand { Name = "sleep", FileName = ServerPrograms.Require("sleep"), Arguments = ["60"], WorkingDirectory = Path.GetTempPath() });
        lane.Proxy.ShutOut(other.Id);
        await lane.SayAsync("after");
        Assert.Equal("after", await lane.HearAsync(5));
    }

    /// <summary>A client behind a proxy.</summary>
    private sealed class Lane : IAsyncDisposable
    {
        private readonly TcpClient client = new();
        private readonly bool own;
        private Task<int>? reading;
        private readonly byte[] first = new byte[1];

        private Lane(TcpProxy proxy, Echo? server)
        {
            Proxy = proxy;
            Server = server;
            own = server is not null;
        }

        public TcpProxy Proxy { get; }

        public Echo? Server { get; }

        public static async Task<Lane> OpenAsync()
        {
            var server = Echo.Start();
            return await OpenAsync(new Lane(TcpProxy.Start(server.Port), server));
        }

        public static Task<Lane> OpenAsync(TcpProxy proxy) => OpenAsync(new Lane(proxy, null));

        /// <summary>The reset comes while it connects or right after that: which of the two is chance.</summary>
        public static async Task IsRefusedAsync(TcpProxy proxy)
        {
            try
            {
                await using var lane = await OpenAsync(proxy);
                await lane.EndsAsync();
            }
            catch (SocketException reset)
            {
                Assert.Equal(SocketError.ConnectionReset, reset.SocketErrorCode);
            }
        }

        public Task SayAsync(string text) => client.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes(text), Cancellation).AsTask();

        public async Task<string> HearAsync(int length)
        {
            var bytes = new byte[length];
            var stream = client.GetStream();
            Assert.Equal(1, await FirstAsync().WaitAsync(Patience, Cancellation));
            reading = null;
            bytes[0] = first[0];
            await stream.ReadExactlyAsync(bytes.AsMemory(1), Cancellation).AsTask().WaitAsync(Patience, Cancellation);
            return System.Text.Encoding.ASCII.GetString(bytes);
        }

        public async Task<bool> HearsWithinAsync(TimeSpan span) =>
            await Task.WhenAny(FirstAsync(), Task.Delay(span, TimeProvider.System, Cancellation)) == reading;

        /// <summary>End or reset: both are the end.</summary>
        public async Task EndsAsync()
        {
            try
            {
                Assert.Equal(0, await FirstAsync().WaitAsync(Patience, Cancellation));
            }
            catch (IOException)
            {
                // A reset.
            }
        }

        public async ValueTask DisposeAsync()
        {
            client.Dispose();
            if (own)
            {
                await Proxy.DisposeAsync();
                Server!.Dispose();
            }
        }

        private static async Task<Lane> OpenAsync(Lane lane)
        {
            try
            {
                await lane.client.ConnectAsync(IPAddress.Loopback, lane.Proxy.Port, Cancellation);
                return lane;
            }
            catch
            {
                await lane.DisposeAsync();
                throw;
            }
        }

        private Task<int> FirstAsync() => reading ??= client.GetStream().ReadAsync(first, Cancellation).AsTask();
    }

    /// <summary>Says back what it hears.</summary>
    private sealed class Echo : IDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);
        private int heard;
        private int open;

        private Echo()
        {
            listener.Start();
            _ = AcceptAsync();
        }

        public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

        public int Heard => Volatile.Read(ref heard);

        public int Open => Volatile.Read(ref open);

        public static Echo Start() => new();

        public void Dispose() => listener.Dispose();

        private async Task AcceptAsync()
        {
            try
            {
                while (true)
                {
                    _ = AnswerAsync(await listener.AcceptTcpClientAsync(Cancellation));
                }
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException or OperationCanceledException)
            {
                // Stopped.
            }
        }

        private async Task AnswerAsync(TcpClient client)
        {
            Interlocked.Increment(ref open);
            try
            {
                var buffer = new byte[1024];
                while (await client.GetStream().ReadAsync(buffer, Cancellation) is var read and > 0)
                {
                    Interlocked.Add(ref heard, read);
                    await client.GetStream().WriteAsync(buffer.AsMemory(0, read), Cancellation);
                }
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException)
            {
                // Over.
            }
            finally
            {
                Interlocked.Decrement(ref open);
                client.Dispose();
            }
        }
    }
}
