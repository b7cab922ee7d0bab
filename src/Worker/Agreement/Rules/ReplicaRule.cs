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
        var eligible = electorate.OnState.Where(vote => vote.Value.Replicas is not null).ToList();
        var addresses = eligible
            .SelectMany(vote => vote.Value.Replicas!.Where(replica => replica.Value.Down is not null).Select(replica => replica.Key))
            .Concat(master.Record.ReplicasDown.Keys)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToList();
        foreach (var address in addresses)
        {
            master = Judge(turn, master, electorate, eligible, address);
        }

        return master;
    }

    /// <summary>Who is the master from now on is no replica that is down: what is open about it ends here, or nothing ever would end it.</summary>
    public static MasterState Promoted(Turn turn, MasterState master, HostAddress promoted, AgreementReached agreement, IReadOnlyList<Evidence> evidence)
    {
        var address = promoted.Canonical().ToString();
        return master.Record.ReplicasDown.TryGetValue(address, out var open)
            ? Recovered(turn, master, promoted, address, open, open.UpSince ?? evidence[0].At, agreement, evidence)
            : master;
    }

    private static MasterState Judge(Turn turn, MasterState master, Electorate electorate, List<KeyValuePair<string, MasterView>> eligible, string address)
    {
        var views = eligible
            .Where(vote => vote.Value.Replicas!.ContainsKey(address))
            .Select(vote => (vote.Key, View: vote.Value.Replicas![address]))
            .ToList();
        var claims = views.Where(view => view.View.Down is not null).ToList();
        var open = master.Record.ReplicasDown.GetValueOrDefault(address);
        if (open is null)
        {
            return claims.Count >= electorate.Majority && master.Record.Agreed!.Address.Canonical().ToString() != address
                ? Down(turn, master, electorate, address, claims)
                : master;
        }

        if (claims.Count > 0)
        {
            return open.UpSince is null ? master : Put(master, address, open with { UpSince = null });
        }

        if (views.Count == 0 && eligible.Count >= electorate.Majority)
        {
            // Forgotten by all: the change of topology tells of it.
            return master with { Record = master.Record with { ReplicasDown = master.Record.ReplicasDown.Remove(address) } };
        }

        var up = views.Where(view => view.View.Up is not null).ToList();
        if (up.Count < electorate.Majority)
        {
            return open.UpSince is null ? master : Put(master, address, open with { UpSince = null });
        }

        if (open.UpSince is not { } upSince)
        {
            return Put(master, address, open with { UpSince = turn.Now });
        }

        return turn.Now - upSince < Patience.Recovery
            ? master
            : Recovered(
                turn,
                master,
                up[0].View.Address,
                address,
                open,
                upSince,
                new AgreementReached(AgreementBasis.Majority, electorate.Majority, up.Count, electorate.Known),
                [.. up.Select(view => turn.Witness(view.Key, view.View.Up!.Since, view.View.Up.Via))]);
    }

    private static MasterState Down(Turn turn, MasterState master, Electorate electorate, string address, List<(string Key, InstanceView View)> claims)
    {
        var evidence = claims
            .Select(claim => turn.Witness(claim.Key, claim.View.Down!.Since, claim.View.Down.Via))
            .OrderBy(witness => witness.At).ThenBy(witness => witness.Sentinel, StringComparer.Ordinal)
            .ToList();
        var ordinal = master.Record.ReplicaOrdinal + 1;
        var key = FormattableString.Invariant($"{Keys.Of(master)}/replica/{address}/down{ordinal}");
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
