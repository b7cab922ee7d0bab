using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Agreement.Rules;

/// <summary>Whether this service sees enough sentinels to agree on anything. Not seeing is no proof of anything else.</summary>
internal static class SightRule
{
    public static void Apply(Turn turn)
    {
        var record = turn.State.Sight;
        var known = ClusterRules.Known(turn);
        var needed = turn.Policy.Agreement switch
        {
            AgreementPolicy.All => known,
            AgreementPolicy.First => 1,
            _ => (known / 2) + 1,
        };
        var seen = turn.Sentinels.Values.Count(sentinel => sentinel.Seen);
        if (seen >= needed)
        {
            turn.State = turn.State with { UnsightedSince = null };
            if (record.Loss is { } loss)
            {
                turn.State = turn.State with { Sight = record with { Loss = null } };
                Restored(turn, loss, record.Ordinal, known, needed, seen);
            }

            return;
        }

        var since = turn.State.UnsightedSince ?? turn.Now;
        turn.State = turn.State with { UnsightedSince = since };
        if (record.Loss is null && turn.Now - since >= turn.Policy.SilenceLimit)
        {
            Lost(turn, known, needed, seen, since);
        }
    }

    private static void Lost(Turn turn, int known, int needed, int seen, DateTimeOffset since)
    {
        var ordinal = turn.State.Sight.Ordinal + 1;
        var key = Keys.Sight(turn.Policy.Worker, ordinal);
        turn.State = turn.State with { Sight = new SightRecord { Ordinal = ordinal, Loss = new OpenSightLoss(since, turn.IdOf(key)) } };
        turn.Announce(
            $"{key}/SightLost",
            turn.IdOf(key),
            new SightLost { Worker = turn.Policy.Worker, Seen = seen, Needed = needed, From = since },
            [.. turn.Sentinels.Values.Where(sentinel => !sentinel.Seen).Select(sentinel => turn.Witness(sentinel.Id, sentinel.SeenSince, EvidenceSource.Connection))],
            new AgreementReached(AgreementBasis.Own, 1, 1, known),
            Severity.Critical,
            since);
    }

    private static void Restored(Turn turn, OpenSightLoss loss, int ordinal, int known, int needed, int seen) => turn.Announce(
        $"{Keys.Sight(turn.Policy.Worker, ordinal)}/SightRestored",
        loss.IncidentId,
        new SightRestored { Worker = turn.Policy.Worker, Seen = seen, Needed = needed, From = loss.From, To = turn.Now },
        [.. turn.Sentinels.Values.Where(sentinel => sentinel.Seen).Select(sentinel => turn.Witness(sentinel.Id, sentinel.SeenSince, EvidenceSource.Connection))],
        new AgreementReached(AgreementBasis.Own, 1, 1, known),
        Severity.Info,
        turn.Now);
}
