using System.Globalization;
using SentinelEvents.Lab;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Integration.Sentinels;

public sealed class OwnSentinelTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Watch_FailoversRestartsAndResets_NoObservationCarriesAnotherSentinelsId()
    {
        await using var servers = await RealSentinels.StartAsync(Cancellation);

        // The others are found through one, so that nothing but their own answers says who they are.
        await using var watching = await Watching.StartAsync(Watching.Cluster(servers.Sentinels[0]), Cancellation);
        await watching.Until(seen => seen.OfType<SnapshotTaken>().Select(taken => taken.Sentinel.Id).Distinct().Count() == 3, "snapshots of three", Cancellation);
        var ids = new Dictionary<int, string>();
        foreach (var port in servers.Sentinels)
        {
            ids[port] = await RealSentinels.IdOfAsync(port);
        }

        var round = 0;
        await SayAllAsync();

        servers.Kill(servers.Nodes[0]);
        await UntilMasterAsync(servers.Nodes[1]);
        await SayAllAsync();

        var restarted = servers.Sentinels[1];
        servers.Kill(restarted);
        servers.StartSentinel(restarted);
        await watching.Until(
            seen => seen.OfType<SnapshotTaken>().Where(taken => taken.Sentinel.Id == ids[restarted]).Select(taken => taken.Snapshot.ProcessId).Distinct().Count() == 2, "the new process", Cancellation);
        await SayAllAsync();

        servers.StartReplica(servers.Nodes[0], servers.Nodes[1]);
        foreach (var port in servers.Sentinels)
        {
            await RealSentinels.AskAsync(port, null, "SENTINEL", "RESET", "*");
        }

        await SayAllAsync();
        await RealSentinels.Until(async () => await TryFailOverAsync(servers.Sentinels[2]), "a failover by command begins", Cancellation, 30);
        await UntilMasterAsync(servers.Nodes[0]);
        await SayAllAsync();

        var all = watching.Observed;
        var values = ids.ToDictionary(pair => pair.Value, pair => Enumerable.Range(1, round).Select(number => Value(pair.Key, number)).ToHashSet());
        Assert.All(all, seen => Assert.Equal(ids[seen.Sentinel.Address.Port], seen.Sentinel.Id));
        Assert.All(Said(all), said => Assert.Contains(said.Value, values[said.Id]));
        Assert.All(ids.Values, id => Assert.Equal(values[id].Order(), Said(all).Where(said => said.Id == id).Select(said => said.Value).Order()));
        foreach (var taken in all.OfType<SnapshotTaken>())
        {
            // A sentinel lists the others, never itself.
            Assert.DoesNotContain(taken.Snapshot.Masters.SelectMany(master => master.Sentinels ?? []), peer => peer.Id == taken.Sentinel.Id);
        }

        foreach (var (port, id) in ids)
        {
            Assert.Equal(id, await RealSentinels.IdOfAsync(port));
            var process = (await RealSentinels.AskAsync(port, null, "INFO", "server")).Text!.Split("\r\n").Single(line => line.StartsWith("run_id:", StringComparison.Ordinal))[7..];
            Assert.Equal(process, all.OfType<SnapshotTaken>().Last(taken => taken.Sentinel.Id == id).Snapshot.ProcessId);
            Assert.Equal(
                Value(port, round),
                all.OfType<SnapshotTaken>().Last(taken => taken.Sentinel.Id == id).Snapshot.Masters.Single().Settings.FailoverTimeout.TotalMilliseconds.ToString(CultureInfo.InvariantCulture));
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{all.Count} observations of {all.Select(seen => seen.Sentinel.Id).Distinct().Count()} sentinels, {Said(all).Count} that only one could make");

        // Each says what only it says; heard of all, and read of all.
        async Task SayAllAsync()
        {
            round++;
            foreach (var port in servers.Sentinels)
            {
                await RealSentinels.AskAsync(port, null, "SENTINEL", "SET", RealSentinels.Master, "failover-timeout", Value(port, round));
            }

            await watching.Until(
                seen => servers.Sentinels.All(port => Said(seen).Any(said => said.Value == Value(port, round))
                    && seen.OfType<SnapshotTaken>().LastOrDefault(taken => taken.Sentinel.Id == ids[port])?.Snapshot.Masters.SingleOrDefault()?.Settings.FailoverTimeout.TotalMilliseconds.ToString(CultureInfo.InvariantCulture) == Value(port, round)),
                $"round {round} heard and read of each sentinel",
                Cancellation);
        }

        Task UntilMasterAsync(int node) => watching.Until(
            seen => ids.Values.All(id => seen.LastOrDefault(o => o.Sentinel.Id == id && o is MasterRead or SnapshotTaken) switch
            {
                MasterRead read => read.Master?.Address.Port == node,
                SnapshotTaken taken => taken.Snapshot.Masters.SingleOrDefault()?.Address.Port == node,
                _ => false,
            }),
            $"all follow {node}",
            Cancellation,
            40);
    }

    /// <summary>Six to eight seconds, in milliseconds that no other sentinel and no other round has.</summary>
    private static string Value(int port, int round) => (6000 + (port % 200 * 10) + round).ToString(CultureInfo.InvariantCulture);

    private static List<(string Id, string Value)> Said(IReadOnlyList<Observation> all) =>
        [.. all.OfType<MessageHeard>().Where(heard => heard.Message is SetMessage).Select(heard => (heard.Sentinel.Id, ((SetMessage)heard.Message).Value))];

    private static async Task<bool> TryFailOverAsync(int sentinel)
    {
        try
        {
            return (await RealSentinels.AskAsync(sentinel, null, "SENTINEL", "FAILOVER", RealSentinels.Master)).Text == "OK";
        }
        catch (LabException)
        {
            // It does not know a replica yet that it could promote.
            return false;
        }
    }
}
