using System.Globalization;
using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Agreement.Rules;

/// <summary>
/// REMOVE and MONITOR everywhere, or lost configuration files, let the epochs begin again. When every sentinel that may vote shares a
/// view that is older than the agreed one, or another address at the same epoch, and it stays so, a new generation begins: with the change
/// of monitoring, and with the switch to the address they now name, which no sentinel publishes.
/// </summary>
internal static class GenerationRule
{
    public static MasterState Apply(Turn turn, MasterState master)
    {
        var electorate = Electorate.Of(turn, master);
        var agreed = master.Record.Agreed!;
        var votes = electorate.OnConfig;
        var first = votes.Count > 0 ? votes[0].Value : null;
        var begunAgain = first is not null
            && (first.Epoch < agreed.Epoch || (first.Epoch == agreed.Epoch && !first.Address.SameAs(agreed.Address)))
            && votes.Count >= electorate.Majority
            && AllAlike(votes);
        return Holding.HeldFor(ref master, "generation", begunAgain, turn.Now, Patience.NewGeneration, out var since)
            && AllReadAfter(votes, since)
            ? BeginAgain(turn, master, electorate, agreed, votes)
            : master;
    }

    private static bool AllAlike(Votes votes) =>
        votes.TrueForAll(vote => vote.Value.Epoch == votes[0].Value.Epoch && vote.Value.Address.SameAs(votes[0].Value.Address));

    private static bool AllReadAfter(Votes votes, DateTimeOffset since) => votes.TrueForAll(vote => vote.Value.ReadAt > since);

    private static MasterState BeginAgain(Turn turn, MasterState master, Electorate electorate, AgreedView agreed, Votes votes)
    {
        var first = votes[0].Value;
        master = CompletionRule.Supersede(turn, master);
        var ordinal = master.Record.IncidentOrdinal + 1;
        var record = master.Record with { Generation = master.Record.Generation + 1 };
        master = master with { Record = record, Holding = master.Holding.Remove("generation") };
        var incident = turn.IdOf(Keys.Incident(master, ordinal));
        var evidence = votes
            .Select(vote => turn.Witness(vote.Key, vote.Value.VoteAt, EvidenceSource.Snapshot))
            .ToList()
            .InOrder();
        var reached = new AgreementReached(AgreementBasis.Majority, electorate.Majority, evidence.Count, electorate.Known);
        turn.Announce(
            $"{Keys.Of(master)}/MonitoringChanged/Remonitored",
            incident,
            new MonitoringChanged
            {
                Master = master.Name,
                Generation = record.Generation,
                Epoch = first.Epoch,
                Change = MonitoringChange.Remonitored,
                Sentinel = evidence[0].Sentinel,
                OldValue = string.Create(CultureInfo.InvariantCulture, $"{agreed.Address} at epoch {agreed.Epoch}"),
                NewValue = string.Create(CultureInfo.InvariantCulture, $"{first.Address} at epoch {first.Epoch}"),
                MasterAddress = first.Address,
            },
            evidence,
            reached,
            Severity.Warning,
            evidence[0].At);
        var switches = record.Switches.Clear();
        if (!first.Address.SameAs(agreed.Address))
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"{Keys.Of(master)}/MasterSwitched/e{first.Epoch}/{first.Address.Canonical()}");
            turn.Announce(
                key,
                incident,
                new MasterSwitched
                {
                    Master = master.Name,
                    Generation = record.Generation,
                    Epoch = first.Epoch,
                    OldAddress = agreed.Address,
                    NewAddress = first.Address,
                    Planned = true,
                    PreviousEpoch = agreed.Epoch,
                },
                evidence,
                reached,
                Severity.Warning,
                evidence[0].At);
            switches = [new PastSwitch(turn.IdOf(key), first.Epoch, first.Address, [.. evidence.Select(witness => witness.Sentinel)])];
        }

        return master with
        {
            Record = record with
            {
                Agreed = new AgreedView(first.Address, first.Epoch, turn.Now),
                IncidentOrdinal = ordinal,
                Incident = null,
                LastRecovered = null,
                Switches = switches,
                Candidates = record.Candidates.Clear(),
                ReplicasDown = record.ReplicasDown.Clear(),
                Members = null,
            },
        };
    }
}
