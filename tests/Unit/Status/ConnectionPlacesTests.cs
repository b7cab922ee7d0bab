using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using SentinelEvents.Tests;
using SentinelEvents.Unit.Delivery;
using SentinelEvents.Worker.Status.Guard;

namespace SentinelEvents.Unit.Status;

public sealed class ConnectionPlacesTests
{
    private readonly FakeTimeProvider time = new();
    private readonly CollectingLogger<ConnectionPlaces> log = new();

    [Fact]
    public void TryTake_OneAddressTakesAllItCan_OthersStillHavePlaces()
    {
        var places = new ConnectionPlaces(time, log);
        Assert.All(Enumerable.Range(0, ConnectionPlaces.MostOfOne), _ => Assert.True(places.TryTake("192.0.2.7")));
        Assert.False(places.TryTake("192.0.2.7"));
        Assert.All(Enumerable.Range(0, ConnectionPlaces.Most - ConnectionPlaces.MostOfOne), _ => Assert.True(places.TryTake("192.0.2.8")));
        Assert.False(places.TryTake("192.0.2.9"));
        places.GiveBack("192.0.2.7");
        Assert.True(places.TryTake("192.0.2.9"));
    }

    [Fact]
    public void TryTake_ManyAreTurnedAway_IsToldOnceAMinuteWithTheirNumber()
    {
        var places = new ConnectionPlaces(time, log);
        for (var attempt = 0; attempt < ConnectionPlaces.MostOfOne + 500; attempt++)
        {
            places.TryTake("192.0.2.7");
        }

        Assert.Single(log.Lines);
        time.Advance(ConnectionPlaces.Quiet);
        Assert.False(places.TryTake("192.0.2.7"));
        Assert.Equal(2, log.Lines.Count);
        Assert.Contains("last told: 500, the latest from 192.0.2.7", log.Lines.Last().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_ConnectionsOfOneAddress_AreTurnedAwayBeyondTheirShareAndServedAgainLater()
    {
        await using var server = await GuardedServer.StartAsync();
        var held = new List<TcpClient>();
        try
        {
            for (var number = 0; number < ConnectionPlaces.MostOfOne; number++)
            {
                held.Add(await AskAsync(server));
                Assert.NotEqual(0, await held[^1].GetStream().ReadAsync(new byte[1], TestContext.Current.CancellationToken));
            }

            Assert.False(await IsServedAsync(server));
            held[0].Dispose();
            await Until.TrueAsync(
                () => IsServedAsync(server).GetAwaiter().GetResult(),
                () => "no place came free");
            Assert.Single(server.Log.Lines, line => line.Id == 7103);
        }
        finally
        {
            held.ForEach(one => one.Dispose());
        }
    }

    private static async Task<TcpClient> AskAsync(GuardedServer server)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, server.Address.Port, TestContext.Current.CancellationToken);
        await client.GetStream().WriteAsync("GET /read HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
        return client;
    }

    // The reset of one that is turned away may come while it still connects or asks.
    private static async Task<bool> IsServedAsync(GuardedServer server)
    {
        try
        {
            using var asking = await AskAsync(server);
            return await ReadAsync(asking) > 0;
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            return false;
        }
    }

    // One that is turned away ends, or is reset.
    private static async Task<int> ReadAsync(TcpClient client)
    {
        try
        {
            return await client.GetStream().ReadAsync(new byte[1], TestContext.Current.CancellationToken);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
