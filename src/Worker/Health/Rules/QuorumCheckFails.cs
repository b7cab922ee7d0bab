using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Health.Rules;

internal sealed class QuorumCheckFails : ILintRule
{
    public RuleText Text { get; } = new(
        "SE019",
        nameof(QuorumCheckFails),
        Severity.Critical,
        "SENTINEL CKQUORUM fails, or counts sentinels that are of no use",
        "The sentinel itself says that it could not get a failover authorised. Or it says that it could, but counts sentinels that do not monitor the master any more or are in TILT mode: of those CKQUORUM knows nothing.",
        "SENTINEL CKQUORUM of every sentinel, against what the sentinels that it counts say themselves",
        "Bring back the sentinels that are down or do not take part.");

    public IEnumerable<Discovery> Look(Fleet fleet)
    {
        var byId = fleet.Read.Where(sentinel => sentinel.Id is not null).ToLookup(sentinel => sentinel.Id!, StringComparer.Ordinal);
        foreach (var master in fleet.Masters)
        {
            var refused = master.Sights.Where(sight => sight.Master.QuorumCheck is { Ok: false }).ToList();
            if (refused.Count > 0)
            {
                var down = refused.SelectMany(sight => sight.Master.Sentinels ?? []).Where(peer => peer.IsSubjectivelyDown).Select(peer => peer.Address).ToList();
                yield return new Discovery(
                    master.Name,
                    master.Name,
                    $"{Wording.List(refused.Select(sight => sight.Sentinel.Address))}: {refused[0].Master.QuorumCheck!.Answer}",
                    down.Count > 0
                        ? $"start {Wording.List(down)} again; {Cures.On(refused[0].Sentinel.Address, $"SENTINEL CKQUORUM {Cures.Word(master.Name)}")} must answer OK"
                        : Cures.On(refused.Select(sight => sight.Sentinel.Address), Cures.SentinelSet(master.Name, "quorum", master.Majority)))
                {
                    Severity = refused.Count == master.Sights.Count ? null : Severity.Warning,
                };
            }

            foreach (var sight in master.Sights)
            {
                if (sight.Master is not { QuorumCheck: { Ok: true } check, Sentinels: { } peers })
                {
                    continue;
                }

                var useless = peers.Where(peer => !peer.IsSubjectivelyDown)
                    .SelectMany(peer => byId[peer.RunId].Take(1))
                    .Where(sentinel => sentinel.InTilt || !sentinel.AllMasters.Contains(master.Name, StringComparer.Ordinal))
                    .ToList();
                var useful = sight.Usable!.Value - useless.Count;
                if (check.Usable > useful)
                {
                    yield return new Discovery(
                        master.Name,
                        $"{master.Name} at {sight.Sentinel.Address}",
                        $"it counts {Wording.Number(check.Usable)} usable sentinels, but {Wording.Number(useful)} would take part, and {Wording.Number(sight.VotesNeeded)} are needed" +
                        (useless.Count == 0 ? "" : $"; of no use: {Wording.List(useless.Select(sentinel => $"{sentinel.Address} ({(sentinel.InTilt ? "TILT" : "does not monitor it")})"))}"),
                        useless.Exists(sentinel => !sentinel.InTilt)
                            ? Cures.On(useless.Where(sentinel => !sentinel.InTilt).Select(sentinel => sentinel.Address), Cures.MonitorFirst(master))
                            : useless.Count > 0 ? "let the TILT end: it lasts 30 s, and longer only where the clock jumps or the host stalls again"
                            : Cures.On(sight.Sentinel.Address, $"SENTINEL SENTINELS {Cures.Word(master.Name)}"))
                    {
                        Severity = useful < sight.VotesNeeded ? null : Severity.Warning,
                    };
                }
            }
        }
    }
}
