using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.Extensions.Time.Testing;
using SentinelEvents.Tests;
using SentinelEvents.Worker.Status;

namespace SentinelEvents.Unit.Status;

/// <summary>Against a real datagram socket, as systemd gives one.</summary>
public sealed class ServiceManagerNoticeTests : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> said = new();
    private readonly FakeTimeProvider time = new();
    private readonly MetricsRig pipeline = new();
    private readonly Socket socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
    private readonly string path = Path.Combine(Path.GetTempPath(), $"sentinel-events-notify-{Environment.ProcessId}");
    private readonly Task listening;
    private readonly SystemdNotifier manager;

    public ServiceManagerNoticeTests()
    {
        File.Delete(path);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        listening = ListenAsync();
        Environment.SetEnvironmentVariable("NOTIFY_SOCKET", path);
        manager = new SystemdNotifier();
        Environment.SetEnvironmentVariable("NOTIFY_SOCKET", null);
    }

    [Fact]
    public async Task Watchdog_LoopTurns_IsToldThatItLives_AndNotWhenItStandsStill()
    {
        using var notice = new ServiceManagerNotice(manager, pipeline, new WatchdogSettings(TimeSpan.FromSeconds(30)), time);
        await notice.StartedAsync(CancellationToken.None);
        await Until.TrueAsync(() => said.SequenceEqual(["READY=1"]), () => string.Join(' ', said));
        for (var pings = 1; pings <= 3; pings++)
        {
            pipeline.Turns++;
            await Until.TrueAsync(() => said.Count(state => state == "WATCHDOG=1") >= pings, () => string.Join(' ', said), () => time.Advance(TimeSpan.FromSeconds(10)));
        }

        // It stands still: whatever time passes, nothing more is said of its life.
        for (var waited = 0; waited < 12; waited++)
        {
            time.Advance(TimeSpan.FromSeconds(10));
            await Task.Yield();
        }

        await notice.StoppingAsync(CancellationToken.None);
        await notice.StoppedAsync(CancellationToken.None);
        await Until.TrueAsync(() => said.Contains("STOPPING=1"), () => string.Join(' ', said));
        Assert.Equal(["READY=1", "WATCHDOG=1", "WATCHDOG=1", "WATCHDOG=1", "STOPPING=1"], said);
    }

    [Fact]
    public async Task Notify_NobodyListensAnyMore_IsNoReasonToFail()
    {
        using var notice = new ServiceManagerNotice(manager, pipeline, new WatchdogSettings(null), time);
        socket.Close();
        File.Delete(path);
        await notice.StartedAsync(CancellationToken.None);
        await notice.StoppingAsync(CancellationToken.None);
        await notice.StoppedAsync(CancellationToken.None);
        Assert.Empty(said);
    }

    [Theory]
    [InlineData("30000000", null, 30)]
    [InlineData("30000000", "7", 30)]
    [InlineData("30000000", "8", null)]
    [InlineData("0", null, null)]
    [InlineData("soon", null, null)]
    [InlineData(null, null, null)]
    public void Settings_Variables_AreThoseOfThisProcess(string? microseconds, string? process, int? seconds) =>
        Assert.Equal(seconds is { } given ? TimeSpan.FromSeconds(given) : null, WatchdogSettings.Of(microseconds, process, 7).Timeout);

    public async ValueTask DisposeAsync()
    {
        socket.Dispose();
        await listening;
        File.Delete(path);
        GC.SuppressFinalize(this);
    }

    private async Task ListenAsync()
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
