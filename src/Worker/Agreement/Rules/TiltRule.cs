using System.Globalization;
using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Agreement.Rules;

/// <summary>TILT concerns one sentinel as a whole and only it can tell. A repeated <c>+tilt</c> only prolongs it.</summary>
internal static class TiltRule
{
    public static void Apply(Turn turn)
    {
        foreach (var sentinel in turn.Sentinels.Values.Where(sentinel =>
            sentinel is { Seen: true, SnapshotAt: not null } && sentinel.AskedAt >= turn.State.TrustedFrom && sentinel.Tilt != sentinel.Record.Tilt is not null))
        {
            turn.Put(sentinel.Tilt ? Entered(turn, sentinel) : Left(turn, sentinel));
        }
    }

    private static SentinelState Entered(Turn turn, SentinelState sentinel)
    {
        var ordinal = sentinel.Record.TiltOrdinal + 1;
        var key = string.Create(CultureInfo.InvariantCulture, $"{Keys.Sentinel(sentinel.Id)}/tilt{ordinal}");

        // What the very first reading of a sentinel shows began before this service looked.
        var announced = sentinel.TiltVia == EvidenceSource.PubSub || sentinel.Record.KnownSince < sentinel.TiltSince;
        if (announced)
        {
            turn.Announce(
                $"{key}/TiltEntered",
                turn.IdOf(key),
                new TiltEntered { Sentinel = sentinel.Id, Address = sentinel.Address },
                [turn.Witness(sentinel.Id, sentinel.TiltSince, sentinel.TiltVia)],
                new AgreementReached(AgreementBasis.Alone, 1, 1, ClusterRules.Known(turn)),
                Severity.Warning,
                sentinel.TiltSince);
        }

        return sentinel with { Record = sentinel.Record with { TiltOrdinal = ordinal, Tilt = new OpenTilt(sentinel.TiltSince, turn.IdOf(key), announced) } };
    }

    private static SentinelState Left(Turn turn, SentinelState sentinel)
    {
        var open = sentinel.Record.Tilt!;
        if (open.Announced)
        {
            turn.Announce(
                string.Create(CultureInfo.InvariantCulture, $"{Keys.Sentinel(sentinel.Id)}/tilt{sentinel.Record.TiltOrdinal}/TiltLeft"),
                open.IncidentId,
                new TiltLeft { Sentinel = sentinel.Id, Address = sentinel.Address },
                [turn.Witness(sentinel.Id, sentinel.TiltSince, sentinel.TiltVia)],
                new AgreementReached(AgreementBasis.Alone, 1, 1, ClusterRules.Known(turn)),
                Severity.Info,
                sentinel.TiltSince);
        }

        return sentinel with { Record = sentinel.Record with { Tilt = null } };
    }
}
