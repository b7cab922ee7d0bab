using System.Globalization;
using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Agreement.Rules;

/// <summary>
/// Whether a failover could be authorised now. CKQUORUM is one sentinel's own view, so most of those that may vote must answer NOQUORUM;
/// it counts as restored only when enough sentinels are seen to elect a leader and most of them answer OK.
/// </summary>
internal static class QuorumRule
{
    private const string NoQuorum = "noquorum";

    public static MasterState Apply(Turn turn, MasterState master)
    {
        var electorate = Electorate.Of(turn, master);
        if (master.Record.QuorumLoss is null && !electorate.OnState.Exists(vote => vote.Value.NoQuorumSince is not null))
        {
            Holding.HeldFor(ref master, NoQuorum, false, turn.Now, Patience.Quorum, out _);
            return master;
        }

        var asked = electorate.OnState.FindAll(vote => vote.Value.Quorum is not null);
        var without = asked.FindAll(vote => vote.Value.NoQuorumSince is not null);
        var required = (asked.Count / 2) + 1;
        return master.Record.QuorumLoss is { } open
            ? Restore(turn, master, electorate, asked, open)
            : Lose(turn, master, electorate, without, required);
    }

    private static MasterState Lose(Turn turn, MasterState master, Electorate electorate, Votes without, int required)
    {
        if (!Holding.HeldFor(ref master, NoQuorum, without.Count >= required, turn.Now, Patience.Quorum, out _))
        {
            return master;
        }

        var evidence = without
            .Select(vote => turn.Witness(vote.Key, vote.Value.NoQuorumSince!.Value, EvidenceSource.Snapshot))
            .ToList()
            .InOrder();
        var ordinal = master.Record.QuorumOrdinal + 1;
        var key = string.Create(CultureInfo.InvariantCulture, $"{Keys.Of(master)}/quorum{ordinal}");
        var announced = !turn.IsOldNews(evidence[required - 1].At);
        if (announced)
        {
            turn.Announce(
                $"{key}/QuorumLost",
                turn.IdOf(key),
                new QuorumLost
                {
                    Master = master.Name,
                    Generation = master.Record.Generation,
                    Epoch = master.Record.Agreed!.Epoch,
                    Usable = without.Max(vote => vote.Value.Quorum!.Usable),
                    Needed = Math.Max(electorate.Quorum, electorate.Majority),
                    Detail = without[0].Value.Quorum!.Answer,
                },
                evidence,
                new AgreementReached(AgreementBasis.Own, required, without.Count, electorate.Known),
                Severity.Critical,
                evidence[0].At);
        }

        return master with
        {
            Holding = master.Holding.Remove(NoQuorum),
            Record = master.Record with { QuorumOrdinal = ordinal, QuorumLoss = new OpenCondition(turn.IdOf(key), ordinal, announced) },
        };
    }

    private static MasterState Restore(Turn turn, MasterState master, Electorate electorate, Votes asked, OpenCondition open)
    {
        var with = asked.Where(vote => vote.Value.NoQuorumSince is null).ToList();
        var restored = asked.Count >= electorate.Majority && with.Count > asked.Count / 2;
        if (!Holding.HeldFor(ref master, "quorum", restored, turn.Now, Patience.Quorum, out var since))
        {
            return master;
        }

        if (open.Announced)
        {
            turn.Announce(
                string.Create(CultureInfo.InvariantCulture, $"{Keys.Of(master)}/quorum{open.Ordinal}/QuorumRestored"),
                open.IncidentId,
                new QuorumRestored
                {
                    Master = master.Name,
                    Generation = master.Record.Generation,
                    Epoch = master.Record.Agreed!.Epoch,
                    Usable = with.Max(vote => vote.Value.Quorum!.Usable),
                    Needed = Math.Max(electorate.Quorum, electorate.Majority),
                },
                [.. with.Select(vote => turn.Witness(vote.Key, vote.Value.ReadAt!.Value, EvidenceSource.Snapshot))],
                new AgreementReached(AgreementBasis.Own, (asked.Count / 2) + 1, with.Count, electorate.Known),
                Severity.Info,
                since);
        }

        return master with { Holding = master.Holding.Remove("quorum"), Record = master.Record with { QuorumLoss = null } };
    }
}
