using System.Globalization;
using SentinelEvents.Contracts;

namespace SentinelEvents.Lab;

/// <summary>The switches of one master: were they told, once, and were they true.</summary>
internal sealed class SwitchJudge
{
    /// <summary>How long after a promotion a sentinel's own <c>+switch-master</c>, which has no epoch, still counts as its adoption.</summary>
    private static readonly TimeSpan AdoptionWindow = TimeSpan.FromMinutes(10);

    /// <summary>How much earlier than by any account of the lab a worker may have known.</summary>
    private static readonly TimeSpan Early = TimeSpan.FromSeconds(3);

    private readonly ProofRecord record;
    private readonly Calm calm;
    private readonly string master;
    private readonly IReadOnlyList<AgreedRun> runs;

    /// <summary>In their own order: generation, then epoch.</summary>
    private readonly IReadOnlyList<MasterSwitched> events;

    private readonly Dictionary<Guid, int> runOf = [];

    public SwitchJudge(ProofRecord record, Calm calm, string master, IReadOnlyList<MasterSwitched> told)
    {
        this.record = record;
        this.calm = calm;
        this.master = master;
        runs = AgreedRun.Of(master, record.Holdings, record.Majority);
        events = [.. told.OrderBy(e => e.Generation).ThenBy(e => e.Epoch).ThenBy(e => e.AgreedAt)];
        foreach (var e in events)
        {
            // An epoch belongs to one run; only 0, with which every name begins anew, may come again: then the nearest in time is meant. An
            // epoch that the lab was never answered with, for the next one came within milliseconds, is known by its time.
            var fitting = Enumerable.Range(1, Math.Max(0, runs.Count - 1))
                .Where(index => runs[index].Address == e.NewAddress.ToString())
                .Where(index => runs[index].Had(e.Epoch) || (e.AgreedAt >= runs[index].From - Calm.Reaction && e.AgreedAt <= runs[index].To))
                .OrderBy(index => runs[index].Had(e.Epoch) ? 0 : 1).ThenBy(index => (runs[index].From - e.AgreedAt).Duration())
                .ToList();
            if (fitting.Count > 0)
            {
                runOf[e.EventId] = fitting[0];
            }
        }
    }

    /// <summary>Every true switch, with what was told of it.</summary>
    public IReadOnlyList<TrueSwitch> Switches =>
        [.. Enumerable.Range(1, Math.Max(0, runs.Count - 1)).Select(index => new TrueSwitch(runs[index], events.FirstOrDefault(e => runOf.GetValueOrDefault(e.EventId, -1) == index)))];

    public void Decide(List<ProofFinding> findings, List<string> unseen)
    {
        if (runs.Count == 0)
        {
            findings.Add(new ProofFinding(FindingKind.Untrue, null, $"{master}: no majority ever held any address; the run proves nothing"));
            return;
        }

        FindUntrue(findings);
        FindDuplicated(findings);
        FindLost(findings, unseen);
    }

    private static string Text(MasterSwitched e) => string.Create(
        CultureInfo.InvariantCulture, $"{e.Master} {e.OldAddress} -> {e.NewAddress} generation {e.Generation} epoch {e.Epoch} agreed {e.AgreedAt:HH:mm:ss.fff}{(e.Reconciled ? " reconciled" : "")} {e.EventId}");

    private void FindUntrue(List<ProofFinding> findings)
    {
        var previous = runs[0].Address;
        MasterSwitched? before = null;
        foreach (var e in events)
        {
            var holders = Holders(e.Epoch, e.NewAddress.ToString(), e.AgreedAt);
            if (holders.Count < record.Majority)
            {
                findings.Add(new ProofFinding(
                    FindingKind.Untrue, null, $"{Text(e)}: only {holders.Count} of {record.Sentinels.Count} sentinels ever held that address in that epoch ({string.Join(", ", holders)})"));
            }

            else if (MajorityAt(e) is { } earliest && earliest > e.AgreedAt + Early)
            {
                findings.Add(new ProofFinding(FindingKind.Untrue, null, string.Create(
                    CultureInfo.InvariantCulture, $"{Text(e)}: told before a majority held it, which was at {earliest:HH:mm:ss.fff}")));
            }

            // The same address twice in a row is a duplicate, and said there.
            if (e.OldAddress.ToString() != previous && e.NewAddress.ToString() != previous)
            {
                findings.Add(new ProofFinding(FindingKind.Untrue, null, $"{Text(e)}: the master before was {previous}{(before is null ? ", at the start" : $", by {Text(before)}")}"));
            }

            if (before is not null && before.Generation == e.Generation && e.PreviousEpoch < before.Epoch && before.Epoch < e.Epoch)
            {
                findings.Add(new ProofFinding(FindingKind.Untrue, null, $"{Text(e)}: names {e.PreviousEpoch} as the epoch before, which was {before.Epoch}"));
            }

            previous = e.NewAddress.ToString();
            before = e;
        }
    }

    private void FindDuplicated(List<ProofFinding> findings)
    {
        foreach (var same in events.GroupBy(e => (e.Generation, e.Epoch, Address: e.NewAddress.ToString())).Where(same => same.Count() > 1))
        {
            findings.Add(new ProofFinding(FindingKind.Duplicated, null, $"one switch under {same.Count()} ids: {string.Join(" and ", same.Select(Text))}"));
        }

        foreach (var (first, second) in events.Zip(events.Skip(1)))
        {
            if (first.NewAddress.SameAs(second.NewAddress) && (first.Generation, first.Epoch) != (second.Generation, second.Epoch))
            {
                findings.Add(new ProofFinding(FindingKind.Duplicated, null, $"the same master twice in a row: {Text(first)} and {Text(second)}"));
            }
        }

        if (events.Count > 0 && events[0].NewAddress.ToString() == runs[0].Address)
        {
            findings.Add(new ProofFinding(FindingKind.Duplicated, null, $"{Text(events[0])}: that was the master at the start"));
        }
    }

    private void FindLost(List<ProofFinding> findings, List<string> unseen)
    {
        var announced = runs[0].Address;
        for (var index = 1; index < runs.Count; index++)
        {
            var run = runs[index];
            if (runOf.ContainsValue(index))
            {
                announced = run.Address;
                continue;
            }

            // There and back: what lay between was not told (and is a finding of its own if it had to be), so nothing changed for anybody.
            if (announced == run.Address || !IsOwed(run))
            {
                unseen.Add($"{run}; {(announced == run.Address ? "back where those who were told are" : $"told before: {announced}")}; {Near(run)}");
                continue;
            }

            findings.Add(new ProofFinding(FindingKind.Lost, null, $"{run}; told before: {announced}; {Near(run)}"));
        }

        // Whatever could be missed on the way: who follows the events ends at the master that the sentinels end at.
        if (announced != runs[^1].Address && runOf.Values.DefaultIfEmpty(0).Max() < runs.Count - 1 && !findings.Exists(finding => finding.Kind == FindingKind.Lost && finding.Text.StartsWith(runs[^1].ToString(), StringComparison.Ordinal)))
        {
            findings.Add(new ProofFinding(FindingKind.Lost, null, $"{master}: the sentinels ended at {runs[^1]}, the events at {announced}"));
        }
    }

    private bool IsOwed(AgreedRun run)
    {
        // A majority that another one replaced at once is what Sentinel itself calls superseded: it is recorded and not owed.
        if (run.To - run.From < calm.ReactionTo(run.From))
        {
            return false;
        }

        if (record.Owing == Owing.Every)
        {
            return true;
        }

        // Within a run each epoch is looked at by itself: votes of different epochs do not add up.
        return run.Spans.Select(span => span.Epoch).Distinct().Any(epoch => calm.CouldBeSeen(
            [
                .. record.Holdings
                    .Where(holding => holding.Master == master && holding.Epoch == epoch && holding.Address == run.Address && holding.To > run.From && holding.From < run.To)
                    .Select(holding => (holding.Sentinel, new Interval(holding.From, holding.To))),
            ],
            record.Majority,
            run.Spans.First(span => span.Epoch == epoch).From));
    }

    /// <summary>
    /// The sentinels that held it, by any account: their own answers; a leader's promotion in that epoch; or a follower's switch to that
    /// address after it, for an answer may have been too short-lived to be asked for.
    /// </summary>
    private HashSet<int> Holders(long epoch, string address, DateTimeOffset agreedAt)
    {
        var holders = record.Holdings
            .Where(holding => holding.Master == master && holding.Epoch == epoch && holding.Address == address)
            .Select(holding => holding.Sentinel)
            .ToHashSet();
        foreach (var promotion in record.Sentinels.SelectMany(sentinel => sentinel.Promotions).Where(promotion => promotion.Master == master && promotion.Epoch == epoch && promotion.Address == address))
        {
            holders.Add(promotion.Leader);
            holders.UnionWith(record.Sentinels
                .SelectMany(sentinel => sentinel.Adoptions)
                .Where(adoption => adoption.Master == master && adoption.Address == address && adoption.At >= promotion.At && adoption.At <= promotion.At + AdoptionWindow && adoption.At <= agreedAt + Calm.Reaction)
                .Select(adoption => adoption.Sentinel));
        }

        return holders;
    }

    /// <summary>When a majority held it, by answers or by logs, whichever knew first; null where only their sum makes a majority.</summary>
    private DateTimeOffset? MajorityAt(MasterSwitched e)
    {
        var address = e.NewAddress.ToString();
        var answered = runOf.TryGetValue(e.EventId, out var index) ? runs[index].From : (DateTimeOffset?)null;
        var promoted = record.Sentinels.SelectMany(sentinel => sentinel.Promotions)
            .Where(promotion => promotion.Master == master && promotion.Epoch == e.Epoch && promotion.Address == address).ToList();
        if (promoted.Count == 0)
        {
            return answered;
        }

        var since = promoted.Min(promotion => promotion.At);
        var logged = promoted.Select(promotion => (Sentinel: promotion.Leader, promotion.At))
            .Concat(record.Sentinels.SelectMany(sentinel => sentinel.Adoptions)
                .Where(adoption => adoption.Master == master && adoption.Address == address && adoption.At >= since)
                .Select(adoption => (adoption.Sentinel, adoption.At)))
            .GroupBy(entry => entry.Sentinel)
            .Select(entries => entries.Min(entry => entry.At))
            .Order().Skip(record.Majority - 1).Select(at => (DateTimeOffset?)at).FirstOrDefault();
        return answered is null || logged < answered ? logged ?? answered : answered;
    }

    private string Near(AgreedRun run)
    {
        var near = record.Disturbances.Where(disturbance => disturbance.Touches(run.From - Calm.Recovery, run.From + Calm.Recovery) && disturbance.Target is not DisturbedPart.Node).ToList();
        return near.Count == 0 ? "no fault near" : $"faults near: {string.Join("; ", near)}";
    }
}
