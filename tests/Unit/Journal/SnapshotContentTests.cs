using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Unit.Journal;

public sealed class SnapshotContentTests
{
    private static readonly SentinelIdentity Sentinel = new("s1", new HostAddress("10.0.0.11", 26379));

    /// <summary>Rows in journals hold identities that were made of the whole text at once.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2000)]
    public void Identify_AnySize_IsTheHashOfTheWholeText(int masters)
    {
        var taken = Taken(masters, TimeSpan.Zero);

        var text = JsonSerializer.SerializeToUtf8Bytes(new { taken.Sentinel.Address, taken.Snapshot }, JournalJson.Options);

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(text).AsSpan(0, 8)), SnapshotContent.Identify(taken));
    }

    [Fact]
    public void Identify_AnotherUptime_IsTheSame() =>
        Assert.Equal(SnapshotContent.Identify(Taken(3, TimeSpan.Zero)), SnapshotContent.Identify(Taken(3, TimeSpan.FromHours(5))));

    [Fact]
    public void Identify_AnotherMaster_IsAnother() => Assert.NotEqual(SnapshotContent.Identify(Taken(3, TimeSpan.Zero)), SnapshotContent.Identify(Taken(4, TimeSpan.Zero)));

    private static SnapshotTaken Taken(int masters, TimeSpan uptime) => new(
        "local",
        Sentinel,
        new DateTimeOffset(2026, 3, 7, 3, 12, 4, TimeSpan.Zero),
        new SentinelSnapshot("p", "7.0.15", uptime, false, [.. Enumerable.Range(0, masters).Select(Master)]));

    private static MasterSnapshot Master(int number) => new(
        string.Create(CultureInfo.InvariantCulture, $"master{number:0000}"),
        new HostAddress("10.0.0.1", 6379),
        new HostAddress("10.0.0.1", 6379),
        7,
        "r",
        InstanceFlags.None,
        null,
        "master",
        null,
        2,
        new MasterSettings(2, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(3), 1),
        null,
        null,
        null);
}
