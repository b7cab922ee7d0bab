using System.Net;
using System.Net.Sockets;
using SentinelEvents.Worker.Notifications.Webhook;

namespace SentinelEvents.Unit.Notifications.Webhook;

public sealed class AddressGuardTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("169.254.169.254")]
    [InlineData("169.254.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("224.0.0.1")]
    [InlineData("239.255.255.250")]
    [InlineData("255.255.255.255")]
    [InlineData("100.100.100.200")]
    [InlineData("168.63.129.16")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%1")]
    [InlineData("febf::1")]
    [InlineData("ff02::1")]
    [InlineData("::")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fd20:ce::254")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("::169.254.169.254")]
    [InlineData("64:ff9b::a9fe:a9fe")]
    [InlineData("2002:a9fe:a9fe::1")]
    public void Refuses_WhereNoReceiverIs(string address) => Assert.True(new AddressGuard([]).Refuses(IPAddress.Parse(address)));

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("10.0.0.1")]
    [InlineData("172.16.0.1")]
    [InlineData("192.168.1.1")]
    [InlineData("fd12:3456::1")]
    [InlineData("93.184.216.34")]
    [InlineData("2606:2800:220:1::1")]
    public void Refuses_WhereReceiversAre_Not(string address) => Assert.False(new AddressGuard([]).Refuses(IPAddress.Parse(address)));

    [Theory]
    [InlineData("169.254.7.9", "169.254.7.9", false)]
    [InlineData("169.254.7.0/24", "169.254.7.9", false)]
    [InlineData("169.254.7.0/24", "169.254.8.9", true)]
    [InlineData("169.254.7.9", "::ffff:169.254.7.9", false)]
    [InlineData("fe80::/64", "fe80::9%2", false)]
    public void Refuses_WhatIsAllowedByName_Not(string allowed, string address, bool refused) =>
        Assert.Equal(refused, new AddressGuard([allowed]).Refuses(IPAddress.Parse(address)));

    [Fact]
    public async Task Connect_NameThatAnswersOtherwiseTheSecondTime_IsAskedOnceAndJudgedWhereItConnects()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var asked = 0;
        var guard = new AddressGuard([], (_, _) => Task.FromResult<IPAddress[]>([++asked == 1 ? IPAddress.Loopback : IPAddress.Parse("169.254.169.254")]));
        await using (var connection = await guard.ConnectAsync("rebinding.example", port, Cancellation))
        {
            Assert.Equal(1, asked);
        }

        var refused = await Assert.ThrowsAsync<RefusedAddressException>(async () => await guard.ConnectAsync("rebinding.example", port, Cancellation));
        Assert.Contains("169.254.169.254", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_OneGoodAddressAmongRefusedOnes_TakesThatOne()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var guard = new AddressGuard([], (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("0.0.0.0"), IPAddress.Loopback]));
        await using var connection = Assert.IsType<NetworkStream>(await guard.ConnectAsync("both.example", ((IPEndPoint)listener.LocalEndpoint).Port, Cancellation));
        Assert.Equal(IPAddress.Loopback, Assert.IsType<IPEndPoint>(connection.Socket.RemoteEndPoint).Address);
    }

    [Fact]
    public async Task Connect_AllowedByName_Connects()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        await using var connection = await new AddressGuard(["0.0.0.0"]).ConnectAsync("0.0.0.0", port, Cancellation);
        await Assert.ThrowsAsync<RefusedAddressException>(async () => await new AddressGuard([]).ConnectAsync("0.0.0.0", port, Cancellation));
    }
}
