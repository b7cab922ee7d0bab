using System.Numerics;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events.Inspection;

namespace SentinelEvents.Worker.Health.Rules;

internal sealed class ReplicaLagging : ILintRule
{
    private const long Much = 10L << 20;

    /// <summary>Sentinels ask replicas at different moments, ten seconds apart: what they hold is compared with more patience.</summary>
    private const long MuchBySentinels = 256L << 20;

    public RuleText Text { get; } = new(
        "SE043",
        nameof(ReplicaLagging),
        Severity.Warning,
        "A replica is far behind",
        "What it lacks is lost if it is promoted. And the more it lacks, the less a short break of its link can be made good from the backlog: then everything is copied anew.",
        "INFO replication of the master: master_repl_offset against offset of each replica; else SENTINEL REPLICAS: slave-repl-offset",
        "Relieve the replica or its network; enlarge the backlog.");

    public IEnumerable<Discovery> Look(Fleet fleet)
    {
        foreach (var master in fleet.Masters)
        {
            var lags = fleet.Node(master.Address) is { IsRead: true } node && node.Info.Number("master_repl_offset") is { } newest
                ? Replicas(node.Info).Where(replica => replica.Online).Select(replica => (replica.Address, Lag: Behind(newest, replica.Offset))).Where(one => one.Lag > Much)
                : BySentinels(master);
            foreach (var (address, lag) in lags.Where(one => !IsSilent(fleet, master, one.Address)).OrderBy(one => one.Address.ToString(), StringComparer.Ordinal))
            {
                yield return new Discovery(
                    master.Name,
                    address.ToString(),
                    $"{address} is {Wording.Bytes(lag)} behind {master.Address}",
                    $"look at load and network of {address.Host}; {Cures.On(master.Address, Cures.ConfigSet("repl-backlog-size", Wording.Number(Enough(lag))))}");
            }
        }
    }

    /// <summary>A master goes on to count one as online that died without closing its connection: it is not slow, it is down.</summary>
    private static bool IsSilent(Fleet fleet, MasterSurvey master, HostAddress address) =>
        fleet.Node(address) is { IsRead: false } || master.OtherReplicas.Any(replica => replica.Address.SameAs(address) && replica.IsDownForSome);

    private static IEnumerable<(HostAddress Address, long Lag)> BySentinels(MasterSurvey master)
    {
        var sight = master.Sights.FirstOrDefault(sight => sight.Master.Replicas is { Count: > 1 });
        var up = (sight?.Master.Replicas ?? [])
            .Where(replica => !replica.IsSubjectivelyDown && replica.Text("master-link-status") == "ok")
            .Select(replica => (replica.Address, Offset: replica.Number("slave-repl-offset") ?? 0)).Where(replica => replica.Offset > 0).ToList();
        var newest = up.Select(replica => replica.Offset).DefaultIfEmpty(0).Max();
        return up.Select(replica => (replica.Address, Behind(newest, replica.Offset))).Where(one => one.Item2 > MuchBySentinels).DistinctBy(one => one.Address);
    }

    /// <summary><c>slave0:ip=10.0.0.2,port=6379,state=online,offset=2874,lag=1</c></summary>
    private static IEnumerable<(HostAddress Address, bool Online, long Offset)> Replicas(InstanceFields info) =>
        info.Values.Where(field => field.Key.StartsWith("slave", StringComparison.Ordinal) && field.Key.Length > 5 && field.Key.AsSpan(5).IndexOfAnyExceptInRange('0', '9') < 0)
            .Select(field =>
            {
                var parts = new InstanceFields(field.Value.Split(',').Select(part => part.Split('=', 2)).Where(part => part.Length == 2)
                    .DistinctBy(part => part[0]).ToDictionary(part => part[0], part => part[1], StringComparer.Ordinal));
                return (parts.Address, parts.Text("state") == "online", parts.Number("offset") ?? 0);
            })
            .DistinctBy(replica => replica.Address);

    private static long Behind(long newest, long offset) => newest < 0 || offset < 0 ? 0 : newest - offset;

    /// <summary>Twice what it lacks, but no more than 4 GB.</summary>
    private static long Enough(long lag) => (long)BitOperations.RoundUpToPowerOf2((ulong)Math.Clamp(lag, Much, 2L << 30) * 2);
}
