using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Agreement.Rules;

/// <summary>
/// Down flags are levels. Somebody holds the agreed master for down: suspected. A sentinel collected a quorum (O_DOWN), or a quorum of
/// them says so by themselves: down. Nobody does any more, enough of them have an answer from it, and it stays so: recovered.
/// <c>-odown</c> alone closes nothing. A switch closes it without a word from any sentinel.
/// </summary>
internal static class DownRule
{
    public static MasterState Apply(Turn turn, MasterState master)
    {
        var electorate = Electorate.Of(turn, master);
        var (claims, isDown) = Claims(electorate, master.Record.Agreed!.Address);
        var incident = master.Record.Incident;
        if (claims == 0)
        {
            return incident is { SuspectedAt: not null } ? Recover(turn, master, electorate, incident) : master;
        }

        if (incident is not { SuspectedAt: not null } || (incident.DownAt is null && isDown))
        {
            return Suspect(turn, master, electorate, isDown);
        }

        // All of it is told.
        return incident.UpSince is null ? master : master.With(incident with { UpSince = null });
    }

    /// <summary>How many hold the agreed master for down, and whether that makes it down.</summary>
    private static (int Count, bool IsDown) Claims(Electorate electorate, HostAddress agreed)
    {
        var (count, odown) = (0, false);
        foreach (var (_, view) in electorate.OnState)
        {
            if (view.Down is not null && view.Instance.SameAs(agreed))
            {
                count++;
                odown |= view.ODown is not null;
            }
        }

        return (count, count > 0 && (odown || count >= electorate.Quorum));
    }

    private static MasterState Suspect(Turn turn, MasterState master, Electorate electorate, bool isDown)
    {
        var claims = electorate.OnState.FindAll(vote => vote.Value.Down is not null && vote.Value.Instance.SameAs(master.Record.Agreed!.Address));
        var evidence = claims
            .Select(claim => turn.Witness(claim.Key, claim.Value.Down!.Since, claim.Value.Down.Via))
            .ToList()
            .InOrder();
        var since = evidence[0].At;
        var isNews = !turn.IsOldNews(since);
        var incident = IncidentBook.OpenOrCurrent(turn, ref master, since, isNews);
        var odown = claims.Where(claim => claim.Value.ODown is not null).Select(claim => claim.Value.ODown!).OrderByDescending(claim => claim.Seen).FirstOrDefault();
        if (incident.SuspectedAt is null)
        {
            incident = incident with { SuspectedAt = since };
            if (!isDown && incident.Announced)
            {
                turn.Announce(
                    $"{IncidentBook.Key(master, incident)}/MasterSuspected",
                    incident.Id,
                    new MasterSuspected { Master = master.Name, Generation = master.Record.Generation, Epoch = master.Record.Agreed!.Epoch, Address = master.Record.Agreed.Address },
                    evidence,
                    new AgreementReached(AgreementBasis.Quorum, electorate.Quorum, claims.Count, electorate.Known),
                    Severity.Info,
                    since);
            }
        }

        if (isDown && incident.DownAt is null)
        {
            // One sentinel's lone view may be older than this service; what completes the agreement decides whether it is news.
            incident = incident with { DownAt = evidence[^1].At, Announced = incident.Announced || !turn.IsOldNews(evidence[^1].At) };
            if (incident.Announced)
            {
                turn.Announce(
                    $"{IncidentBook.Key(master, incident)}/MasterDown",
                    incident.Id,
                    new MasterDown { Master = master.Name, Generation = master.Record.Generation, Epoch = master.Record.Agreed!.Epoch, Address = master.Record.Agreed.Address },
                    evidence,
                    odown is not null && odown.Seen >= odown.Required
                        ? new AgreementReached(AgreementBasis.ODown, odown.Required, odown.Seen, electorate.Known)
                        : new AgreementReached(AgreementBasis.Quorum, electorate.Quorum, claims.Count, electorate.Known),
                    Severity.Critical,
                    since);
            }
        }

        return master.With(incident with { UpSince = null });
    }

    private static MasterState Recover(Turn turn, MasterState master, Electorate electorate, Incident incident)
    {
        var eligible = electorate.OnState.FindAll(vote => vote.Value.Instance.SameAs(master.Record.Agreed!.Address));
        var up = eligible.FindAll(vote => vote.Value.Up is not null);
        var failingOver = eligible.Exists(vote => vote.Value.Attempt is { Running: true, ElectedAt: not null });
        if (up.Count < electorate.Majority || failingOver)
        {
            return incident.UpSince is null ? master : master.With(incident with { UpSince = null });
        }

        if (incident.UpSince is not { } upSince)
        {
            return master.With(incident with { UpSince = turn.Now });
        }

        if (turn.Now - upSince < turn.Policy.RecoveryHold || !up.TrueForAll(vote => vote.Value.ReadAt >= upSince))
        {
            return master;
        }

        if (incident.Announced)
        {
            var evidence = up
                .Select(vote => turn.Witness(vote.Key, vote.Value.Up!.Since, vote.Value.Up.Via))
                .ToList()
                .InOrder();
            turn.Announce(
                $"{IncidentBook.Key(master, incident)}/MasterRecovered",
                incident.Id,
                new MasterRecovered
                {
                    Master = master.Name,
                    Generation = master.Record.Generation,
                    Epoch = master.Record.Agreed!.Epoch,
                    Address = master.Record.Agreed.Address,
                    DownFor = upSince - incident.SuspectedAt!.Value,
                    OnlySuspected = incident.DownAt is null,
                },
                evidence,
                new AgreementReached(AgreementBasis.Majority, electorate.Majority, up.Count, electorate.Known),
                Severity.Info,
                upSince);
        }

        var closed = new ClosedIncident(incident.Id, incident.Ordinal, incident.Flaps, master.Record.Agreed!.Address, turn.Now, incident.Announced);
        return master with { Record = master.Record with { Incident = null, LastRecovered = closed } };
    }
}
