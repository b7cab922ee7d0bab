using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Agreement.Rules;

/// <summary>Whether this service sees enough sentinels to agree on anything. Not seeing is no proof of anything else.</summary>
internal static class SightRule
{
    public static void Apply(Turn turn)
    {
        var record = turn.State.Record;
        var known = ClusterRules.Known(turn);
        var needed = turn.Policy.Agreement switch
        {
            AgreementPolicy.All => known,
            AgreementPolicy.First => 1,
            _ => (known / 2) + 1,
        };
        var seen = turn.State.Sentinels.Values.Count(sentinel => sentinel.Seen);
        if (seen >= needed)
        {
            turn.State = turn.State with { UnsightedSince = null };
            if (record.SightLoss is { } loss)
            {
                turn.State = turn.State with { Record = record with { SightLoss = null } };
                Restored(turn, loss, record.SightOrdinal, known, needed, seen);
            }

            return;
        }

        var since = turn.State.UnsightedSince ?? turn.Now;
        turn.State = turn.State with { UnsightedSince = since };
        if (record.SightLoss is null && turn.Now - since >= turn.Policy.SilenceLimit)
        {
            Lost(turn, known, needed, seen, since);
        }
    }

    private static void Lost(Turn turn, int known, int needed, int seen, DateTimeOffset since)
    {
        var ordinal = turn.State.Record.SightOrdinal + 1;
        var key = FormattableString.Invariant($"sight{ordinal}");
        turn.State = turn.State with { Record = turn.State.Record with { SightOrdinal = ordinal, SightLoss = new OpenSightLoss(since, turn.IdOf(key)) } };
        turn.Announce(
            $"{key}/SightLost",
            turn.IdOf(key),
            new SightLost { Seen = seen, Needed = needed, From = since },
            [.. turn.State.Sentinels.Values.Where(sentinel => !sentinel.Seen).Select(sentinel => turn.Witness(sentinel.Id, sentinel.SeenSince, EvidenceSource.Connection))],
            new AgreementReached(AgreementBasis.Own, 1, 1, known),
            Severity.Critical,
            since);
    }

    private static void Restored(Turn turn, OpenSightLoss loss, int ordinal, int known, int needed, int seen) => turn.Announce(
        FormattableString.Invariant($"sight{ordinal}/SightRestored"),
        loss.IncidentId,
        new SightRestored { Seen = seen, Needed = needed, From = loss.From, To = turn.Now },
        [.. turn.State.Sentinels.Values.Where(sentinel => sentinel.Seen).Select(sentinel => turn.Witness(sentinel.Id, sentinel.SeenSince, EvidenceSource.Connection))],
        new AgreementReached(AgreementBasis.Own, 1, 1, known),
        Severity.Info,
        turn.Now);
}
