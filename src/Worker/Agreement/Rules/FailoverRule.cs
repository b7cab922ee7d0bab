using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Agreement.Rules;

/// <summary>
/// Only the sentinel that runs a failover can tell of it. The first election of an incident is announced; every abort is counted, and
/// announced once for each reason: a master without a promotable replica is tried again every two failover-timeouts, for hours.
/// </summary>
internal static class FailoverRule
{
    public static MasterState Apply(Turn turn, MasterState master)
    {
        var (found, single) = (0, default(KeyValuePair<string, MasterView>));
        foreach (var entry in master.Views)
        {
            if (entry.Value.Attempt is not null)
            {
                (found, single) = (found + 1, entry);
            }
        }

        if (found == 1)
        {
            master = Judge(turn, master, single.Key, single.Value);
        }
        else if (found > 1)
        {
            // The first one first.
            foreach (var (id, view) in master.Views.Where(entry => entry.Value.Attempt is not null).OrderBy(entry => entry.Value.Attempt!.StartedAt))
            {
                master = Judge(turn, master, id, view);
            }
        }

        return CloseWhatCameToNothing(turn, EndedUnheard(turn, master));
    }

    private static MasterState Judge(Turn turn, MasterState master, string id, MasterView view)
    {
        if (view.Attempt is not { } attempt || !turn.Sentinels.ContainsKey(id))
        {
            return master;
        }

        if (BelongsToPast(master, attempt))
        {
            // Completion still asks a finished attempt how it ended; without one there is nobody left to ask.
            return !attempt.Running && master.Record.Completion is null ? Forget(master, id) : master;
        }

        master = Count(turn, master, attempt);
        if (attempt.ElectedAt is { } electedAt)
        {
            master = Started(turn, master, id, attempt, electedAt);
        }

        return Failure(turn, view, attempt) is { } failure ? Failed(turn, master, id, attempt, failure) : master;
    }

    /// <summary>
    /// A leader was elected, then this service was away, and now nobody runs a failover and nobody has a new master: it was given up. A live view
    /// of the attempt tells more, so this is only for where there is none.
    /// </summary>
    private static MasterState EndedUnheard(Turn turn, MasterState master)
    {
        if (master.Record.Incident is not { AttemptOpen: true } incident)
        {
            return master;
        }

        var over = !HasAttempt(master.Views) && HasNoOutcome(Electorate.Of(turn, master), master.Record.Agreed!, incident);
        return Holding.HeldFor(ref master, "unheard", over, turn.Now, turn.Policy.UnconfirmedAfter, out var since)
            ? Announce(
                turn,
                master with { Holding = master.Holding.Remove("unheard") },
                incident,
                new FailoverAttempt(incident.LastElectedEpoch, incident.ElectedAt ?? incident.OpenedAt, incident.DownAt is not null, EvidenceSource.Snapshot) { EndedAt = since },
                incident.Leader!,
                FailoverFailure.LeaderLost)
            : master;
    }

    private static bool HasNoOutcome(Electorate electorate, AgreedView agreed, Incident incident) =>
        electorate.OnConfig.Count >= electorate.Majority
        && electorate.OnConfig.TrueForAll(vote => vote.Value.Epoch <= agreed.Epoch)
        && electorate.OnConfig.Exists(vote => vote.Key == incident.Leader);

    private static bool HasAttempt(SmallMap<MasterView> views, bool running = false)
    {
        foreach (var (_, view) in views)
        {
            if (view.Attempt is { } attempt && (attempt.Running || !running))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A planned failover that was given up leaves a master that nobody ever held for down: what comes later is another incident.</summary>
    private static MasterState CloseWhatCameToNothing(Turn turn, MasterState master)
    {
        var over = master.Record.Incident is { SuspectedAt: null } && !HasAttempt(master.Views, running: true) && master.Record.Candidates.IsEmpty;
        return Holding.HeldFor(ref master, "nothing", over, turn.Now, over ? turn.Policy.UnconfirmedAfter * 2 : default, out _)
            ? master with { Holding = master.Holding.Remove("nothing"), Record = master.Record with { Incident = null } }
            : master;
    }

    /// <summary>
    /// An attempt whose epoch is not above the agreed one made a switch that is agreed already, or lost to it. One without an epoch, which only
    /// a reading showed, is measured by its time, also when that switch's failover has ended: its sentinel, or this worker, was away meanwhile.
    /// </summary>
    private static bool BelongsToPast(MasterState master, FailoverAttempt attempt) => attempt.Epoch is { } epoch
        ? epoch <= master.Record.Agreed!.Epoch
        : !master.Record.Switches.IsEmpty && attempt.StartedAt <= master.Record.Agreed!.Since;

    private static MasterState Count(Turn turn, MasterState master, FailoverAttempt attempt)
    {
        if (master.Record.Incident is not { } incident)
        {
            if (attempt.ElectedAt is null && attempt.Failure is null)
            {
                return master;
            }

            incident = IncidentBook.OpenOrCurrent(turn, ref master, attempt.StartedAt, announced: true);
        }

        if (attempt.Epoch is not { } epoch)
        {
            return incident.Attempts == 0 ? master.With(incident with { Attempts = 1, UnnamedAttemptAt = attempt.StartedAt }) : master;
        }

        // The reading came on another connection than the messages and may overtake them: the attempt was counted without its name.
        var isNamedNow = incident is { LastAttemptEpoch: null, UnnamedAttemptAt: { } unnamedAt } && attempt.StartedAt - unnamedAt < Patience.AttemptReading;
        var isNew = !isNamedNow && (incident.LastAttemptEpoch is not { } last || epoch > last);
        var elected = attempt.ElectedAt is not null && epoch > (incident.LastElectedEpoch ?? 0) ? epoch : incident.LastElectedEpoch;
        return isNew || isNamedNow || elected != incident.LastElectedEpoch
            ? master.With(incident with
            {
                AttemptOpen = incident.AttemptOpen || elected != incident.LastElectedEpoch,
                Attempts = isNew ? incident.Attempts + 1 : incident.Attempts,
                LastAttemptEpoch = isNew || isNamedNow ? epoch : incident.LastAttemptEpoch,
                LastElectedEpoch = elected,
            })
            : master;
    }

    private static MasterState Started(Turn turn, MasterState master, string id, FailoverAttempt attempt, DateTimeOffset electedAt)
    {
        if (master.Record.Incident is not { ElectedAt: null } incident)
        {
            return master;
        }

        var planned = !attempt.AfterODown && incident.DownAt is null;
        turn.Announce(
            $"{IncidentBook.Key(master, incident)}/FailoverStarted",
            incident.Id,
            new FailoverStarted
            {
                Master = master.Name,
                Generation = master.Record.Generation,
                Epoch = attempt.Epoch ?? master.Record.Agreed!.Epoch,
                Address = master.Record.Agreed!.Address,
                Planned = planned,
                Leader = id,
                Attempt = incident.Attempts,
                Votes = Votes(turn, id, attempt),
            },
            [turn.Witness(id, electedAt, attempt.Via)],
            new AgreementReached(AgreementBasis.Alone, 1, 1, Electorate.Of(turn, master).Known),
            Severity.Warning,
            electedAt);
        return master.With(incident with { ElectedAt = electedAt, Leader = id, Planned = planned, Announced = true, AttemptOpen = true });
    }

    /// <summary>Who was heard to vote for the leader in its epoch, in the order of their votes.</summary>
    private static List<Evidence> Votes(Turn turn, string leader, FailoverAttempt attempt)
    {
        var votes = new List<Evidence>();
        foreach (var (id, sentinel) in turn.Sentinels)
        {
            foreach (var vote in sentinel.Votes)
            {
                if (vote.Epoch == attempt.Epoch && vote.For == leader)
                {
                    votes.Add(turn.Witness(id, vote.At, EvidenceSource.PubSub));
                }
            }
        }

        return votes.InOrder();
    }

    private static FailoverFailure? Failure(Turn turn, MasterView view, FailoverAttempt attempt)
    {
        if (attempt.Failure is { } failure)
        {
            return failure;
        }

        // It ended unheard. Well or not is told by the votes, which may still be on their way.
        var endedUnheard = attempt is { EndedAt: not null, Ending: null } && turn.Now - attempt.EndedAt >= turn.Policy.UnconfirmedAfter;
        var leaderLost = attempt is { Running: true, UnseenSince: { } unseen } && turn.Now - unseen >= (view.Settings?.FailoverTimeout ?? TimeSpan.FromMinutes(3)) * 2;
        return endedUnheard || leaderLost ? FailoverFailure.LeaderLost : null;
    }

    private static MasterState Failed(Turn turn, MasterState master, string id, FailoverAttempt attempt, FailoverFailure failure)
    {
        master = Forget(master, id);
        if (master.Record.Incident is not { } incident)
        {
            return master;
        }

        // A candidate that lost its epoch to another failed nothing: the winner tells what became of it, and may have done so already.
        var otherWon = master.Views.Any(entry => entry.Key != id && entry.Value.Attempt is { Running: true, ElectedAt: not null })
            || (attempt.Epoch is { } epoch && epoch <= incident.LastElectedEpoch);
        return failure == FailoverFailure.NotElected && otherWon ? master : Announce(turn, master, incident, attempt, id, failure);
    }

    private static MasterState Announce(Turn turn, MasterState master, Incident incident, FailoverAttempt attempt, string id, FailoverFailure failure)
    {
        if (incident.Failures.Contains(failure))
        {
            return incident.AttemptOpen ? master.With(incident with { AttemptOpen = false }) : master;
        }

        var endedAt = attempt.EndedAt ?? turn.Now;
        var settings = master.Views.GetValueOrDefault(id)?.Settings;
        turn.Announce(
            $"{IncidentBook.Key(master, incident)}/FailoverFailed/{failure}",
            incident.Id,
            new FailoverFailed
            {
                Master = master.Name,
                Generation = master.Record.Generation,
                Epoch = attempt.Epoch ?? master.Record.Agreed!.Epoch,
                Address = master.Record.Agreed!.Address,
                Reason = failure,
                Attempt = incident.Attempts,
                EarliestNextAttempt = settings is null ? null : Later(attempt.StartedAt + (settings.FailoverTimeout * 2), turn.Now),
            },
            [turn.Witness(id, endedAt, attempt.Failure is null ? EvidenceSource.Snapshot : EvidenceSource.PubSub)],
            new AgreementReached(AgreementBasis.Alone, 1, 1, Electorate.Of(turn, master).Known),
            Severity.Critical,
            endedAt);
        return master.With(incident with { Failures = incident.Failures.Add(failure), Announced = true, AttemptOpen = false });
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static MasterState Forget(MasterState master, string id) =>
        master with { Views = master.Views.SetItem(id, master.Views[id] with { Attempt = null }) };
}
