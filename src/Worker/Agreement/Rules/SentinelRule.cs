using System.Globalization;
using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Agreement.Rules;

/// <summary>
/// A dead sentinel is reported once for every master it watched, by every other one; here it is one event. More than half of the other
/// known sentinels decide. Where so few of them are left that they cannot, this service's own connection to it is one word more.
/// </summary>
internal static class SentinelRule
{
    public static void Apply(Turn turn)
    {
        var voters = turn.Sentinels.Values
            .Where(sentinel => sentinel is { Seen: true, Tilt: false, SnapshotAt: not null }
                && turn.Now - sentinel.SnapshotAt <= turn.Policy.AnswerLifetime && sentinel.AskedAt >= turn.State.TrustedFrom)
            .ToList();
        var ids = voters.SelectMany(voter => voter.DownPeers.Keys)
            .Concat(turn.Sentinels.Values.Where(sentinel => sentinel.Record.Down is not null).Select(sentinel => sentinel.Id))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .ToList();
        foreach (var id in ids)
        {
            Judge(turn, voters.Where(voter => voter.Id != id).ToList(), id);
        }
    }

    private static void Judge(Turn turn, List<SentinelState> voters, string id)
    {
        var known = ClusterRules.Known(turn);
        var required = ((known - 1) / 2) + 1;
        var claims = voters.Where(voter => voter.DownPeers.ContainsKey(id)).ToList();
        var ownWord = voters.Count < required && turn.Sentinels.ContainsKey(id);
        var sentinel = turn.Sentinels.GetValueOrDefault(id) ?? new SentinelState { Id = id, SeenSince = turn.Now };
        if (sentinel.Record.Down is not { } open)
        {
            if (claims.Count + (claims.Count > 0 && ownWord && !sentinel.Seen ? 1 : 0) >= required)
            {
                Down(turn, sentinel, claims, required, known, ownWord && !sentinel.Seen);
            }

            return;
        }

        var listed = voters.Exists(voter => voter.Peers.ContainsKey(id));
        if (claims.Count == 0 && !listed && voters.Count >= required && !sentinel.Seen)
        {
            // Forgotten by all: the change of topology tells of it.
            turn.Put(sentinel with { Record = sentinel.Record with { Down = null } });
            return;
        }

        var up = voters.Where(voter => voter.Peers.TryGetValue(id, out var peer) && peer.Up is not null && !voter.DownPeers.ContainsKey(id)).ToList();
        if (claims.Count > 0 || up.Count + (up.Count > 0 && ownWord && sentinel.Seen ? 1 : 0) < required)
        {
            if (open.UpSince is not null)
            {
                turn.Put(sentinel with { Record = sentinel.Record with { Down = open with { UpSince = null } } });
            }
        }
        else if (open.UpSince is not { } upSince)
        {
            turn.Put(sentinel with { Record = sentinel.Record with { Down = open with { UpSince = turn.Now } } });
        }
        else if (turn.Now - upSince >= Patience.Recovery)
        {
            Recovered(turn, sentinel, open, upSince, up, required, known, ownWord && sentinel.Seen);
        }
    }

    private static void Down(Turn turn, SentinelState sentinel, List<SentinelState> claims, int required, int known, bool ownWord)
    {
        IEnumerable<Evidence> own = ownWord ? [turn.Witness(sentinel.Id, sentinel.SeenSince, EvidenceSource.Connection)] : [];
        var evidence = claims
            .Select(claim => turn.Witness(claim.Id, claim.DownPeers[sentinel.Id].First.Since, claim.DownPeers[sentinel.Id].First.Via))
            .Concat(own)
            .ToList()
            .InOrder();
        var ordinal = sentinel.Record.DownOrdinal + 1;
        var key = string.Create(CultureInfo.InvariantCulture, $"{Keys.Sentinel(sentinel.Id)}/down{ordinal}");
        var announced = !turn.IsOldNews(evidence[required - 1].At);
        var address = claims.Select(claim => claim.Peers.GetValueOrDefault(sentinel.Id)?.Address).FirstOrDefault(found => found is not null) ?? sentinel.Address;
        if (announced)
        {
            turn.Announce(
                $"{key}/SentinelDown",
                turn.IdOf(key),
                new SentinelDown
                {
                    Sentinel = sentinel.Id,
                    Address = address,
                    Masters = [.. turn.State.Masters.Values.Where(master => master.Views.Values.Any(view => view.Peers?.ContainsKey(sentinel.Id) == true)).Select(master => master.Name)],
                },
                evidence,
                new AgreementReached(AgreementBasis.Majority, required, evidence.Count, known),
                Severity.Warning,
                evidence[0].At);
        }

        turn.Put(sentinel with
        {
            Address = address,
            Record = sentinel.Record with { Address = address, DownOrdinal = ordinal, Down = new OpenDown(evidence[0].At, turn.IdOf(key), announced) { Key = key } },
        });
    }

    private static void Recovered(Turn turn, SentinelState sentinel, OpenDown open, DateTimeOffset upSince, List<SentinelState> up, int required, int known, bool ownWord)
    {
        if (open.Announced)
        {
            IEnumerable<Evidence> own = ownWord ? [turn.Witness(sentinel.Id, sentinel.SeenSince, EvidenceSource.Connection)] : [];
            List<Evidence> evidence = [.. up.Select(voter => turn.Witness(voter.Id, voter.Peers[sentinel.Id].Up!.Since, voter.Peers[sentinel.Id].Up!.Via)), .. own];
            turn.Announce(
                $"{open.Key}/SentinelRecovered",
                open.IncidentId,
                new SentinelRecovered { Sentinel = sentinel.Id, Address = sentinel.Address, DownFor = upSince - open.Since },
                evidence,
                new AgreementReached(AgreementBasis.Majority, required, evidence.Count, known),
                Severity.Info,
                upSince);
        }

        turn.Put(sentinel with { Record = sentinel.Record with { Down = null } });
    }
}
