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
            var refused = master.Sights.Where(sight => sight.Master.QuorumCheck is { Ok: false } && fleet.LacksSentinels(sight) && !(sight.Master.Quorum > sight.Usable)).ToList();
            if (refused.Count > 0)
            {
                var down = refused.SelectMany(sight => sight.Master.Sentinels ?? []).Where(peer => peer.IsSubjectivelyDown).Select(peer => peer.Address).ToList();
                yield return new Discovery(
                    master.Name,
                    master.Name,
                    $"{Wording.List(refused.Select(sight => sight.Sentinel.Address))}: {refused[0].Master.QuorumCheck!.Answer}",
                    $"{Cures.StartAgain(down, master)}; {Cures.On(refused[0].Sentinel.Address, $"SENTINEL CKQUORUM {Cures.Word(master.Name)}")} must answer OK")
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

                var counted = peers.Where(peer => !peer.IsSubjectivelyDown).SelectMany(peer => byId[peer.RunId].Take(1)).ToList();
                var absent = counted.Where(sentinel => !fleet.Monitors(sentinel, master.Name)).ToList();
                var tilted = counted.Where(sentinel => sentinel.InTilt).Except(absent).ToList();
                var useful = check.Usable - absent.Count - tilted.Count;

                // Where one kind alone is too many, the rule of that kind says so, as Critical.
                if (useful < sight.VotesNeeded && useful + absent.Count >= sight.VotesNeeded && useful + tilted.Count >= sight.VotesNeeded)
                {
                    yield return new Discovery(
                        master.Name,
                        $"{master.Name} at {sight.Sentinel.Address}",
                        $"it counts {Wording.Number(check.Usable)} usable sentinels, but {Wording.Number(useful)} would take part, and {Wording.Number(sight.VotesNeeded)} are needed" +
                        $"; of no use: {Wording.List(absent.Select(sentinel => $"{sentinel.Address} (does not monitor it)").Concat(tilted.Select(sentinel => $"{sentinel.Address} (TILT)")))}",
                        Cures.On(absent.Select(sentinel => sentinel.Address), Cures.MonitorFirst(master)));
                }
            }
        }
    }
}
