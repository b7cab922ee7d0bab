using System.Globalization;
using SentinelEvents.Contracts;

namespace SentinelEvents.Lab;

/// <summary>One receiver: did it get what was decided, once, in order, and how soon.</summary>
internal static class DeliveryJudge
{
    /// <summary>An attempt and its repetition may lie so far apart from the fault between them: a time-out, and the pause before the next attempt.</summary>
    private static readonly TimeSpan AroundFault = TimeSpan.FromSeconds(15);

    public static ReceiverTally Decide(
        ProofRecord record, Calm calm, ReceiverAccount receiver, IReadOnlyList<SentinelEvent> told, IReadOnlyList<TrueSwitch> switches, List<ProofFinding> findings)
    {
        var events = told.ToDictionary(e => e.EventId);
        var arrivals = receiver.Deliveries.GroupBy(delivery => delivery.EventId).ToDictionary(copies => copies.Key, copies => copies.Select(copy => copy.At).Order().ToList());
        FindLost(receiver, told, arrivals, findings);
        var repeated = FindRepeated(record, receiver, arrivals, findings);
        FindDisorder(receiver, events, findings);
        TimeSpan? longest = null;
        TimeSpan? undisturbed = null;
        foreach (var (run, e) in switches)
        {
            if (e is null || !arrivals.TryGetValue(e.EventId, out var at))
            {
                continue;
            }

            // Early is no delay: a worker may read a majority a moment before the lab does.
            // One sentinel less is in nobody's way as long as a majority could be reached.
            var blinded = calm.Sentinels(run.From - Calm.Recovery, at[0]) < record.Majority;
            var inTheWay = record.Disturbances
                .Where(disturbance => disturbance.Target is DisturbedPart.Worker || disturbance.Target == new DisturbedPart.Receiver(receiver.Name) || (blinded && disturbance.Target is DisturbedPart.Sentinel))
                .Where(disturbance => disturbance.Touches(run.From - Calm.Recovery, at[0]))
                .ToList();
            var since = inTheWay.Select(disturbance => disturbance.To).Where(to => to < at[0]).Append(run.From).Max();
            var delay = at[0] > since ? at[0] - since : TimeSpan.Zero;
            longest = longest > delay ? longest : delay;
            if (inTheWay.Count == 0)
            {
                undisturbed = undisturbed > delay ? undisturbed : delay;
            }
        }

        return new ReceiverTally
        {
            Receiver = receiver.Name,
            Events = arrivals.Count,
            Switches = receiver.Deliveries.Where(delivery => delivery.Kind == EventKind.MasterSwitched).Select(delivery => delivery.EventId).Distinct().Count(),
            Repeated = repeated,
            LongestDelay = longest,
            LongestUndisturbedDelay = undisturbed,
        };
    }

    /// <summary>Everything is sent to everybody: what one receiver was told, every other one is owed.</summary>
    private static void FindLost(ReceiverAccount receiver, IReadOnlyList<SentinelEvent> told, Dictionary<Guid, List<DateTimeOffset>> arrivals, List<ProofFinding> findings)
    {
        foreach (var missing in told.Where(e => !arrivals.ContainsKey(e.EventId)))
        {
            findings.Add(new ProofFinding(FindingKind.Lost, receiver.Name, string.Create(
                CultureInfo.InvariantCulture, $"{missing.Kind} {missing.Master} epoch {missing.Epoch} agreed {missing.AgreedAt:HH:mm:ss.fff} {missing.EventId}, which others were told")));
        }
    }

    private static int FindRepeated(ProofRecord record, ReceiverAccount receiver, Dictionary<Guid, List<DateTimeOffset>> arrivals, List<ProofFinding> findings)
    {
        var repeated = 0;
        foreach (var (id, at) in arrivals.Where(arrival => arrival.Value.Count > 1))
        {
            foreach (var again in at.Skip(1))
            {
                // At least once: a worker that died between telling and noting it, or a receiver that took it and could not say so.
                if (record.Disturbances.Any(disturbance =>
                    (disturbance.Target is DisturbedPart.Worker || disturbance.Target == new DisturbedPart.Receiver(receiver.Name)) && disturbance.Touches(at[0] - AroundFault, again)))
                {
                    repeated++;
                }
                else
                {
                    findings.Add(new ProofFinding(FindingKind.Duplicated, receiver.Name, string.Create(
                        CultureInfo.InvariantCulture, $"{id} came at {at[0]:HH:mm:ss.fff} and again at {again:HH:mm:ss.fff}, with no fault of worker or receiver around")));
                }
            }
        }

        return repeated;
    }

    private static void FindDisorder(ReceiverAccount receiver, Dictionary<Guid, SentinelEvent> events, List<ProofFinding> findings)
    {
        var firsts = receiver.Deliveries.Where(delivery => delivery.Kind == EventKind.MasterSwitched).DistinctBy(delivery => delivery.EventId);
        foreach (var master in firsts.Select(delivery => events.GetValueOrDefault(delivery.EventId)).OfType<MasterSwitched>().GroupBy(e => e.Master))
        {
            foreach (var (earlier, later) in master.Zip(master.Skip(1)))
            {
                if ((later.Generation, later.Epoch).CompareTo((earlier.Generation, earlier.Epoch)) <= 0)
                {
                    findings.Add(new ProofFinding(FindingKind.OutOfOrder, receiver.Name, string.Create(
                        CultureInfo.InvariantCulture,
                        $"{master.Key}: generation {later.Generation} epoch {later.Epoch} ({later.EventId}) came after generation {earlier.Generation} epoch {earlier.Epoch} ({earlier.EventId})")));
                }
            }
        }
    }
}
