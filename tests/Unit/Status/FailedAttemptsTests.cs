using System.Globalization;
using System.Net;
using Microsoft.Extensions.Time.Testing;
using SentinelEvents.Worker.Status.Guard;

namespace SentinelEvents.Unit.Status;

public sealed class FailedAttemptsTests
{
    private readonly FakeTimeProvider time = new();
    private readonly FailedAttempts attempts;

    public FailedAttemptsTests() => attempts = new FailedAttempts(time);

    [Fact]
    public void Try_OneAddressIsWrongTooOften_OthersAreHeard()
    {
        Exhaust("192.0.2.1");
        Assert.Null(Try("192.0.2.1"));
        Assert.Null(Try("::ffff:192.0.2.1"));
        Assert.False(Try("192.0.2.2"));
    }

    [Fact]
    public void Try_AddressesOfOneNetworkOfIPv6_CountAsOne()
    {
        foreach (var number in Enumerable.Range(1, FailedAttempts.AtOnce))
        {
            Assert.False(Try(string.Create(CultureInfo.InvariantCulture, $"2001:db8::{number:x}")));
        }

        Assert.Null(Try("2001:db8::ffff"));
        Assert.False(Try("2001:db8:0:1::1"));
    }

    [Fact]
    public void Try_RightKeys_CostNothing()
    {
        Assert.All(Enumerable.Range(0, 1000), _ => Assert.True(attempts.Try(IPAddress.Loopback, () => true).Right));
        Assert.Equal(0, attempts.Addresses);
    }

    [Fact]
    public void Try_AfterAWhile_OneMoreAndInTheEndAllOfThem()
    {
        Exhaust("192.0.2.1");
        time.Advance(FailedAttempts.Pace);
        Assert.False(Try("192.0.2.1"));
        Assert.Null(Try("192.0.2.1"));
        time.Advance(FailedAttempts.Pace * FailedAttempts.AtOnce);
        Exhaust("192.0.2.1");
        Assert.Null(Try("192.0.2.1"));
    }

    [Fact]
    public void Try_MoreAddressesThanAreRemembered_StaysBoundedAndKeepsTheWorst()
    {
        Exhaust("192.0.2.1");
        foreach (var number in Enumerable.Range(0, FailedAttempts.MostAddresses * 2))
        {
            Assert.False(attempts.Try(new IPAddress([10, 0, (byte)(number >> 8), (byte)number]), () => false).Right);
        }

        Assert.Equal(FailedAttempts.MostAddresses, attempts.Addresses);
        Assert.Null(Try("192.0.2.1"));
    }

    [Fact]
    public void Try_ManyAtOnce_ComparesNoMoreThanAllowed()
    {
        var compared = 0;
        Parallel.For(0, 500, _ => attempts.Try(IPAddress.Loopback, () =>
        {
            Interlocked.Increment(ref compared);
            return false;
        }));
        Assert.Equal(FailedAttempts.AtOnce, compared);
    }

    private void Exhaust(string address) => Assert.All(Enumerable.Range(0, FailedAttempts.AtOnce), _ => Assert.False(Try(address)));

    private bool? Try(string address) => attempts.Try(IPAddress.Parse(address), () => false).Right;
}
