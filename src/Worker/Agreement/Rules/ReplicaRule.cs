using System.Globalization;
using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Agreement.Rules;

/// <summary>
/// Replicas never get O_DOWN: more than half of the known sentinels decide. The master that a switch demoted belongs to that switch's
/// incident and is no alarm of its own.
/// </summary>
internal static class ReplicaRule
{
    public static MasterState Apply(Turn turn, MasterState master)
    {
        var electorate = Electorate.Of(turn, master);
        if (master.Record.ReplicasDown.IsEmpty && !IsClaimed(electorate))
        {
            return master;
        }

        foreach (var address in Concerned(master, electorate))
        {
            master = Judge(turn, master, electorate, address);
        }

        return master;
    }

    /// <summary>The replicas that somebody holds for down, or that were told to be, in their order.</summary>
    private static List<string> Concerned(MasterState master, Electorate electorate)
    {
        var addresses = new List<string>();
        foreach (var (address, _) in master.Record.ReplicasDown)
        {
            addresses.Add(address);
        }

        foreach (var (_, view) in electorate.OnState)
        {
            foreach (var (address, replica) in view.Replicas ?? SmallMap<InstanceView>.Empty)
            {
                if (replica.Down is not null && !addresses.Contains(address))
                {
                    addresses.Add(address);
                }
            }
        }

        addresses.Sort(StringComparer.Ordinal);
        return addresses;
    }

    private static bool IsClaimed(Electorate electorate)
    {
        foreach (var (_, view) in electorate.OnState)
        {
            foreach (var (_, replica) in view.Replicas ?? SmallMap<InstanceView>.Empty)
            {
                if (replica.Down is not null)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Who is the master from now on is no replica that is down: what is open about it ends here, or nothing ever would end it.</summary>
    public static MasterState Promoted(Turn turn, MasterState master, HostAddress promoted, AgreementReached agreement, IReadOnlyList<Evidence> evidence)
    {
        var address = promoted.Canonical().ToString();
        return master.Record.ReplicasDown.TryGetValue(address, out var open)
            ? Recovered(turn, master, promoted, address, open, open.UpSince ?? evidence[0].At, agreement, evidence)
            : master;
    }

    private static MasterState Judge(Turn turn, MasterState master, Electorate electorate, string address)
    {
        var (asked, listed, claims, up) = Count(electorate, address);
        var open = master.Record.ReplicasDown.GetValueOrDefault(address);
        if (open is null)
        {
            return claims >= electorate.Majority && master.Record.Agreed!.Address.Canonical().ToString() != address
                ? Down(turn, master, electorate, address)
                : master;
        }

        if (claims > 0)
        {
            return open.UpSince is null ? master : Put(master, address, open with { UpSince = null });
        }

        if (listed == 0 && asked >= electorate.Majority)
        {
            // Forgotten by all: the change of topology tells of it.
            return master with { Record = master.Record with { ReplicasDown = master.Record.ReplicasDown.Remove(address) } };
        }

        if (up < electorate.Majority)
        {
            return open.UpSince is null ? master : Put(master, address, open with { UpSince = null });
        }

        if (open.UpSince is not { } upSince)
        {
            return Put(master, address, open with { UpSince = turn.Now });
        }

        if (turn.Now - upSince < Patience.Recovery)
        {
            return master;
        }

        var seen = Views(electorate, address).FindAll(view => view.View.Up is not null);
        return Recovered(
            turn,
            master,
            seen[0].View.Address,
            address,
            open,
            upSince,
            new AgreementReached(AgreementBasis.Majority, electorate.Majority, up, electorate.Known),
            [.. seen.Select(view => turn.Witness(view.Key, view.View.Up!.Since, view.View.Up.Via))]);
    }

    /// <summary>How many were asked for their replicas, list this one, hold it for down, and for up.</summary>
    private static (int Asked, int Listed, int Claims, int Up) Count(Electorate electorate, string address)
    {
        var (asked, listed, claims, up) = (0, 0, 0, 0);
        foreach (var (_, view) in electorate.OnState)
        {
            asked += view.Replicas is null ? 0 : 1;
            if (view.Replicas?.GetValueOrDefault(address) is { } replica)
            {
                listed++;
                claims += replica.Down is null ? 0 : 1;
                up += replica.Up is null ? 0 : 1;
            }
        }

        return (asked, listed, claims, up);
    }

    private static List<(string Key, InstanceView View)> Views(Electorate electorate, string address) =>
    [
        .. electorate.OnState.Where(vote => vote.Value.Replicas?.ContainsKey(address) == true).Select(vote => (vote.Key, vote.Value.Replicas![address])),
    ];

    private static MasterState Down(Turn turn, MasterState master, Electorate electorate, string address)
    {
        var claims = Views(electorate, address).FindAll(view => view.View.Down is not null);
        var evidence = claims
            .Select(claim => turn.Witness(claim.Key, claim.View.Down!.Since, claim.View.Down.Via))
            .ToList()
            .InOrder();
        var ordinal = master.Record.ReplicaOrdinal + 1;
        var key = string.Create(CultureInfo.InvariantCulture, $"{Keys.Of(master)}/replica/{address}/down{ordinal}");
        var demoted = IncidentOfDemotion(turn, master, address);
        var announced = !turn.IsOldNews(evidence[electorate.Majority - 1].At);
        var incident = demoted ?? turn.IdOf(key);
        if (announced)
        {
            turn.Announce(
                $"{key}/ReplicaDown",
                incident,
                new ReplicaDown
                {
                    Master = master.Name,
                    Generation = master.Record.Generation,
                    Epoch = master.Record.Agreed!.Epoch,
                    Address = claims[0].View.Address,
                    MasterAddress = master.Record.Agreed.Address,
                },
                evidence,
                new AgreementReached(AgreementBasis.Majority, electorate.Majority, claims.Count, electorate.Known),
                demoted is null ? Severity.Warning : Severity.Info,
                evidence[0].At);
        }

        master = master with { Record = master.Record with { ReplicaOrdinal = ordinal } };
        return Put(master, address, new OpenDown(evidence[0].At, incident, announced) { Key = key });
    }

    private static MasterState Recovered(
        Turn turn, MasterState master, HostAddress replica, string address, OpenDown open, DateTimeOffset upSince, AgreementReached agreement, IReadOnlyList<Evidence> evidence)
    {
        if (open.Announced)
        {
            turn.Announce(
                $"{open.Key}/ReplicaRecovered",
                open.IncidentId,
                new ReplicaRecovered
                {
                    Master = master.Name,
                    Generation = master.Record.Generation,
                    Epoch = master.Record.Agreed!.Epoch,
                    Address = replica,
                    MasterAddress = master.Record.Agreed.Address,
                    DownFor = upSince > open.Since ? upSince - open.Since : TimeSpan.Zero,
                },
                evidence,
                agreement,
                Severity.Info,
                upSince);
        }

        return master with { Record = master.Record with { ReplicasDown = master.Record.ReplicasDown.Remove(address) } };
    }

    /// <summary>A demoted master that does not come back goes down as a replica, down-after after each sentinel's own switch.</summary>
    private static Guid? IncidentOfDemotion(Turn turn, MasterState master, string address)
    {
        var downAfter = master.Views.Values.Select(view => view.Settings?.DownAfter ?? TimeSpan.Zero).DefaultIfEmpty().Max();
        return master.Record.LastDemotion is { } demotion
            && demotion.Address.Canonical().ToString() == address
            && turn.Now - demotion.At <= (downAfter * 2) + Patience.Reopening
                ? demotion.IncidentId
                : null;
    }

    private static MasterState Put(MasterState master, string address, OpenDown down) =>
        master with { Record = master.Record with { ReplicasDown = master.Record.ReplicasDown.SetItem(address, down) } };
}
