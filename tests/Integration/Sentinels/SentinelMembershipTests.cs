using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Sentinels;

namespace SentinelEvents.Integration.Sentinels;

/// <summary>Sentinels that join, move, leave, or are replaced, while the watch runs.</summary>
public sealed class SentinelMembershipTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Watch_SentinelJoinsMovesAndLeaves_IsFollowedEachTime()
    {
        await using var servers = await RealSentinels.StartAsync(Cancellation, sentinels: 2);
        await using var watching = await Watching.StartAsync(Watching.Cluster(servers.Sentinels[0]), Cancellation);
        await UntilWatchedAsync(watching, servers.Sentinels);

        var joined = servers.AddSentinel();
        await UntilWatchedAsync(watching, servers.Sentinels);
        var id = await RealSentinels.IdOfAsync(joined);
        await SayAsync(watching, joined, id, "11");

        var moved = servers.MoveSentinel(joined);
        await UntilWatchedAsync(watching, servers.Sentinels);
        Assert.Equal(id, await RealSentinels.IdOfAsync(moved));
        await SayAsync(watching, moved, id, "12");
        OneAtATime(watching.Observed, id);

        servers.Kill(moved);
        var remaining = servers.Sentinels.Where(port => port != moved).ToArray();
        await watching.Until(_ => watching.Watch.Sentinels.Single(one => one.Id == id).State == SentinelWatchState.Lost, "it is lost", Cancellation);
        foreach (var port in remaining)
        {
            await RealSentinels.AskAsync(port, null, "SENTINEL", "RESET", RealSentinels.Master);
        }

        await UntilWatchedAsync(watching, remaining);
        var all = watching.Observed;
        Assert.Equal(3, all.Select(seen => seen.Sentinel.Id).Distinct().Count());
        Assert.Equal(2, all.OfType<SentinelUnsighted>().Count(seen => seen.Sentinel.Id == id));
    }

    [Fact]
    public async Task Watch_AnotherSentinelAtAConfiguredAddress_IsWatchedInstead()
    {
        await using var servers = await RealSentinels.StartAsync(Cancellation);
        await using var watching = await Watching.StartAsync(Watching.Cluster(servers.Sentinels), Cancellation);
        await UntilWatchedAsync(watching, servers.Sentinels);
        var port = servers.Sentinels[0];
        var old = await RealSentinels.IdOfAsync(port);

        servers.ReplaceSentinel(port);
        await watching.Until(
            seen => seen.OfType<SnapshotTaken>().Any(o => o.Sentinel.Address == RealSentinels.At(port) && o.Sentinel.Id != old), "a snapshot of the new one", Cancellation);
        var id = await RealSentinels.IdOfAsync(port);
        Assert.NotEqual(old, id);
        await UntilWatchedAsync(watching, servers.Sentinels);
        await SayAsync(watching, port, id, "21");

        var all = watching.Observed;
        var replaced = all.TakeWhile(seen => seen.Sentinel.Id != id).Count();
        Assert.IsType<SentinelSighted>(all[replaced]);
        Assert.IsType<SentinelUnsighted>(all.Last(seen => seen.Sentinel.Id == old));
        Assert.DoesNotContain(all.Skip(replaced), seen => seen.Sentinel.Id == old);
    }

    [Fact]
    public async Task Watch_ConfiguredSentinelMovesAwayAndBack_IsFollowedBothTimes()
    {
        await using var servers = await RealSentinels.StartAsync(Cancellation);
        await using var watching = await Watching.StartAsync(Watching.Cluster(servers.Sentinels), Cancellation);
        await UntilWatchedAsync(watching, servers.Sentinels);
        var home = servers.Sentinels[0];
        var id = await RealSentinels.IdOfAsync(home);

        // The others name its new address.
        var away = servers.MoveSentinel(home);
        await watching.Until(_ => Watched(watching).TryGetValue(RealSentinels.At(away), out var there) && there == id, "followed to its new address", Cancellation);
        await SayAsync(watching, away, id, "31");

        // At home again: the configured address takes over from the discovered one.
        servers.MoveSentinel(away, home);
        await UntilWatchedAsync(watching, servers.Sentinels);
        await SayAsync(watching, home, id, "32");
        OneAtATime(watching.Observed, id);
    }

    /// <summary>Waits until exactly these sentinels are watched, each under the id that it gives on its own port.</summary>
    private static async Task UntilWatchedAsync(Watching watching, IReadOnlyList<int> ports)
    {
        var expected = new Dictionary<HostAddress, string>();
        foreach (var port in ports)
        {
            await RealSentinels.Until(async () => (await RealSentinels.IdOfAsync(port)).Length == 40, $"{port} answers", Cancellation);
            expected[RealSentinels.At(port)] = await RealSentinels.IdOfAsync(port);
        }

        await watching.Until(
            _ => watching.Watch.Sentinels.Count == expected.Count && Watched(watching) is var watched && watched.Count == expected.Count && !watched.Except(expected).Any(),
            $"exactly these are watched: {string.Join(", ", expected)}",
            Cancellation,
            40);
    }

    private static Dictionary<HostAddress, string> Watched(Watching watching) => watching.Watch.Sentinels
        .Where(status => status is { State: SentinelWatchState.Watching, Id: not null })
        .ToDictionary(status => status.Address, status => status.Id!);

    /// <summary>Makes one sentinel publish something, and waits until it is heard from there and under its id.</summary>
    private static async Task SayAsync(Watching watching, int port, string id, string value)
    {
        await RealSentinels.AskAsync(port, null, "SENTINEL", "SET", RealSentinels.Master, "parallel-syncs", value);
        var all = await watching.Until(seen => seen.Any(o => o is MessageHeard { Message: SetMessage set } && set.Value == value), $"+set {value}", Cancellation);
        var heard = Assert.Single(all.OfType<MessageHeard>(), o => o.Message is SetMessage set && set.Value == value);
        Assert.Equal(new SentinelIdentity(id, RealSentinels.At(port)), heard.Sentinel);
    }

    /// <summary>Sight of a sentinel begins and ends by turns, from one address at a time.</summary>
    private static void OneAtATime(IReadOnlyList<Observation> all, string id)
    {
        HostAddress? at = null;
        foreach (var seen in all.Where(seen => seen.Sentinel.Id == id))
        {
            switch (seen)
            {
                case SentinelSighted:
                    Assert.Null(at);
                    at = seen.Sentinel.Address;
                    break;
                case SentinelUnsighted:
                    Assert.Equal(at, seen.Sentinel.Address);
                    at = null;
                    break;
                default:
                    Assert.Equal(at, seen.Sentinel.Address);
                    break;
            }
        }
    }
}
