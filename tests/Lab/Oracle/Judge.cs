using SentinelEvents.Contracts;

namespace SentinelEvents.Lab;

/// <summary>
/// Compares what the receivers were told with what the sentinels themselves say, in their logs and when asked on their own ports. Shares no
/// code with the service: what it knows of events is their published contract. In doubt it finds nothing: a finding is a defect.
/// </summary>
internal static class Judge
{
    public static Verdict Decide(ProofRecord record)
    {
        var calm = new Calm(record);
        var told = record.Receivers
            .SelectMany(receiver => receiver.Deliveries)
            .Where(delivery => delivery.Event is not null)
            .GroupBy(delivery => delivery.EventId)
            .Select(copies => copies.First().Event!)
            .ToList();
        List<ProofFinding> findings = [];
        List<string> unseen = [];
        List<TrueSwitch> switches = [];
        foreach (var master in record.Masters)
        {
            var judge = new SwitchJudge(record, calm, master, [.. told.OfType<MasterSwitched>().Where(e => e.Master == master)]);
            judge.Decide(findings, unseen);
            switches.AddRange(judge.Switches);
        }

        var downs = new DownJudge(record, calm, told);
        downs.Decide(findings);
        new FailoverJudge(record, told).Decide(findings);
        new SentinelJudge(record, told).Decide(findings);
        new SightJudge(record, told).Decide(findings);
        new RepetitionJudge(told).Decide(findings);
        findings.AddRange(record.Unreadable.Select(text => new ProofFinding(FindingKind.Untrue, null, $"cannot be read: {text}")));
        var receivers = record.Receivers.Select(receiver => DeliveryJudge.Decide(record, calm, receiver, told, switches, findings)).ToList();
        return new Verdict
        {
            Findings = findings,
            Receivers = receivers,
            Switches = switches.Count,
            Unseen = unseen,
            AgreedDowns = downs.Incidents,
            Aborts = record.Sentinels.Sum(sentinel => sentinel.Lines.Count(line => line.Event.StartsWith("-failover-abort", StringComparison.Ordinal))),
        };
    }
}
