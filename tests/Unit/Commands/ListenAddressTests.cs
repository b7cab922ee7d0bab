using System.Net;
using System.Net.Sockets;
using SentinelEvents.Worker.Commands;

namespace SentinelEvents.Unit.Commands;

public sealed class ListenAddressTests
{
    [Theory]
    [InlineData("http://127.0.0.1:{0}")]
    [InlineData("http://localhost:{0}")]
    [InlineData("http://*:{0}")]
    [InlineData("http://events.example.org:{0}")]
    public void IsTaken_WhileSomebodyListens_IsTrueAndFalseAfterwards(string url)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = string.Format(System.Globalization.CultureInfo.InvariantCulture, url, ((IPEndPoint)listener.LocalEndpoint).Port);
        Assert.True(ListenAddress.IsTaken(address));

        listener.Stop();
        Assert.False(ListenAddress.IsTaken(address));
    }

    [Theory]
    [InlineData("http://127.0.0.1:0")]
    [InlineData("http://192.0.2.1:8080")]
    public void IsTaken_WhatOnlyTheServerCanTell_IsFalse(string url) => Assert.False(ListenAddress.IsTaken(url));
}
