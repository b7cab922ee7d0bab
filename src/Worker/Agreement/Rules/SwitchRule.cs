using System.Collections.Immutable;
using System.Globalization;
using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Agreement.Rules;

/// <summary>
/// A switch is agreed when enough sentinels answer with one new address at one config epoch above the agreed one. Its identity is
/// (master, generation, epoch, new address): never the old address, about which sentinels disagree, and never a window of time.
/// </summary>
internal static class SwitchRule
{
    private const int RememberedSwitches = 8;

    public static MasterState Apply(Turn turn, MasterState master)
    {
        var electorate = Electorate.Of(turn, master);
        return IsSettled(master, electorate) ? master : Judge(turn, master, electorate);
    }

    /// <summary>Nobody tells of a switch, and everybody who answers with the agreed master is on its record: as it is most of the time.</summary>
    private static bool IsSettled(MasterState master, Electorate electorate)
    {
        var agreed = master.Record.Agreed!;
        foreach (var (_, view) in master.Views)
        {
            if (view.Announced is not null)
            {
                return false;
            }
        }

        foreach (var (id, view) in electorate.OnConfig)
        {
            if (view.Epoch != agreed.Epoch || !view.Address.SameAs(agreed.Address) || !IsRecorded(master.Record, id, agreed))
            {
                return false;
            }
        }

        return master.Record.Candidates.IsEmpty;
    }

    private static bool IsRecorded(MasterRecord record, string sentinel, AgreedView agreed)
    {
        foreach (var past in record.Switches)
        {
            if (past.Epoch == agreed.Epoch && past.Address.SameAs(agreed.Address) && !past.Witnesses.Contains(sentinel))
            {
                return false;
            }
        }

        return true;
    }

    private static MasterState Judge(Turn turn, MasterState master, Electorate electorate)
    {
        var ballots = Count(electorate);
        master = AttachLateWitnesses(turn, master, ballots);
        var agreed = master.Record.Agreed!;
        foreach (var ballot in ballots)
        {
            if (ballot.Votes.Count < electorate.RequiredForSwitch)
            {
                continue;
            }

            if (ballot.Address.SameAs(agreed.Address))
            {
                if (ballot.Epoch > agreed.Epoch)
                {
                    // Promoted again in a later epoch, or there and back unheard: the same master, confirmed at a higher epoch.
                    master = master with { Record = master.Record with { Agreed = agreed with { Epoch = ballot.Epoch } } };
                }
            }
            else if (ballot.Epoch > agreed.Epoch || (ballot.Epoch == agreed.Epoch && ballot.Epoch > 0 && ballot.Votes.Count >= electorate.Majority))
            {
                master = Switch(turn, master, electorate, ballot);
            }

            break;
        }

        return ReportUnconfirmed(turn, master, electorate, ballots);
    }

    /// <summary>The votes by what they are for, the highest epoch first, and of one epoch the one with most votes.</summary>
    private static List<Ballot> Count(Electorate electorate)
    {
        var ballots = new List<Ballot>(2);
        foreach (var vote in electorate.OnConfig)
        {
            var ballot = Find(ballots, vote.Value);
            if (ballot is null)
            {
                ballots.Add(ballot = new Ballot(vote.Value.Epoch, vote.Value.Address, new(electorate.OnConfig.Count)));
            }

            ballot.Votes.Add(vote);
        }

        if (ballots.Count > 1)
        {
            ballots.Sort(static (one, other) => (one.Epoch, one.Votes.Count) != (other.Epoch, other.Votes.Count)
                ? (other.Epoch, other.Votes.Count).CompareTo((one.Epoch, one.Votes.Count))
                : string.CompareOrdinal(one.Address.ToString(), other.Address.ToString()));
        }

        return ballots;
    }

    private static Ballot? Find(List<Ballot> ballots, MasterView view)
    {
        foreach (var ballot in ballots)
        {
            if (ballot.Epoch == view.Epoch && ballot.Address.SameAs(view.Address))
            {
                return ballot;
            }
        }

        return null;
    }

    private static MasterState Switch(Turn turn, MasterState master, Electorate electorate, Ballot ballot)
    {
        var record = master.Record;
        var before = record.Agreed!;
        var evidence = ballot.Evidence(turn);
        var agreement = new AgreementReached(electorate.SwitchBasis, electorate.RequiredForSwitch, evidence.Count, electorate.Known);
        master = CompletionRule.Supersede(turn, master);
        master = ReplicaRule.Promoted(turn, master, ballot.Address, agreement, evidence);
        record = master.Record;
        var incident = record.Incident;
        var ordinal = incident?.Ordinal ?? record.IncidentOrdinal + 1;
        var incidentId = incident?.Id ?? turn.IdOf(Keys.Incident(master, ordinal));
        // Without a word of its beginning it counts as planned only where nothing can have been missed: all who vote announced it,
        // and none of them held the master for down.
        var heard = ballot.Votes.Count(vote => vote.Value.VoteVia == EvidenceSource.PubSub || vote.Value.VotePrompted);
        var allHeard = heard == ballot.Votes.Count;
        var planned = incident is { ElectedAt: not null } ? incident.Planned && incident.DownAt is null : allHeard && incident is not { SuspectedAt: not null };
        var key = string.Create(CultureInfo.InvariantCulture, $"{Keys.Of(master)}/MasterSwitched/e{ballot.Epoch}/{ballot.Address.Canonical()}");
        var id = turn.Announce(
            key,
            incidentId,
            new MasterSwitched
            {
                Master = master.Name,
                Generation = record.Generation,
                Epoch = ballot.Epoch,
                OldAddress = before.Address,
                NewAddress = ballot.Address,
                Planned = planned,
                PreviousEpoch = before.Epoch,
            },
            evidence,
            agreement,
            planned ? Severity.Warning : Severity.Critical,
            evidence[0].At,
            heard > 0);
        turn.AskRole(master.Name, ballot.Address);
        turn.AskOldMaster(master.Name, before.Address, turn.Now);
        return master with
        {
            EndingSince = null,
            Record = record with
            {
                Agreed = new AgreedView(ballot.Address, ballot.Epoch, turn.Now),
                IncidentOrdinal = Math.Max(record.IncidentOrdinal, ordinal),
                Incident = null,
                LastRecovered = null,
                LastDemotion = new Demotion(before.Address, turn.Now, incidentId),
                Completion = new Completion(incidentId, ordinal, ballot.Epoch, before.Address, ballot.Address, planned, incident?.OpenedAt ?? evidence[0].At, turn.Now)
                {
                    DownAt = incident?.DownAt,
                    ElectedAt = incident?.ElectedAt,
                    Leader = incident?.Leader,
                },
                Candidates = record.Candidates.RemoveRange(record.Candidates.Where(entry => entry.Value.Epoch <= ballot.Epoch).Select(entry => entry.Key)),
                Switches = [new PastSwitch(id, ballot.Epoch, ballot.Address, evidence.Select(witness => witness.Sentinel).ToImmutableSortedSet(StringComparer.Ordinal)), .. record.Switches.Take(RememberedSwitches - 1)],
            },
        };
    }

    private static MasterState AttachLateWitnesses(Turn turn, MasterState master, List<Ballot> ballots)
    {
        foreach (var ballot in ballots)
        {
            for (var index = 0; index < master.Record.Switches.Length; index++)
            {
                var past = master.Record.Switches[index];
                if (past.Epoch != ballot.Epoch || !past.Address.SameAs(ballot.Address))
                {
                    continue;
                }

                if (!ballot.IsAllWitnessed(past))
                {
                    master = master with { Record = master.Record with { Switches = master.Record.Switches.SetItem(index, WithWitnesses(turn, past, ballot)) } };
                }
            }
        }

        return master;
    }

    private static PastSwitch WithWitnesses(Turn turn, PastSwitch past, Ballot ballot)
    {
        var known = past.Witnesses;
        var late = new Ballot(ballot.Epoch, ballot.Address, ballot.Votes.FindAll(vote => !known.Contains(vote.Key)));
        foreach (var witness in late.Evidence(turn))
        {
            turn.Attach(past.EventId, witness);
            past = past with { Witnesses = past.Witnesses.Add(witness.Sentinel) };
        }

        return past;
    }

    private static MasterState ReportUnconfirmed(Turn turn, MasterState master, Electorate electorate, List<Ballot> ballots)
    {
        var agreed = master.Record.Agreed!;
        var open = Unconfirmed(turn, master, ballots, agreed);
        return open is null && master.Record.Candidates.IsEmpty ? master : ReportUnconfirmed(turn, master, electorate, open ?? [], agreed);
    }

    /// <summary>What some answer with and some only announced, without agreement, by epoch and address; null where there is none.</summary>
    private static Dictionary<string, Ballot>? Unconfirmed(Turn turn, MasterState master, List<Ballot> ballots, AgreedView agreed)
    {
        Dictionary<string, Ballot>? open = null;
        foreach (var ballot in ballots)
        {
            Add(ballot.Epoch, ballot.Address, ballot.Votes, default);
        }

        foreach (var vote in master.Views)
        {
            if (vote.Value.Announced is { } copy && vote.Value.ReadAt > copy.At && turn.Sentinel(vote.Key).Seen)
            {
                Add(vote.Value.Epoch, copy.New, null, vote);
            }
        }

        return open;

        void Add(long epoch, HostAddress address, List<KeyValuePair<string, MasterView>>? votes, KeyValuePair<string, MasterView> vote)
        {
            if (epoch <= agreed.Epoch || address.SameAs(agreed.Address))
            {
                return;
            }

            var key = string.Create(CultureInfo.InvariantCulture, $"e{epoch}/{address.Canonical()}");
            votes ??= [vote];
            open ??= new Dictionary<string, Ballot>(StringComparer.Ordinal);
            open[key] = open.TryGetValue(key, out var other) ? other with { Votes = [.. other.Votes, .. votes] } : new Ballot(epoch, address, votes);
        }
    }

    private static MasterState ReportUnconfirmed(Turn turn, MasterState master, Electorate electorate, Dictionary<string, Ballot> open, AgreedView agreed)
    {
        // A reported one is remembered while it could come again: its sentinel may only be out of sight.
        var candidates = master.Record.Candidates;
        foreach (var (key, candidate) in master.Record.Candidates)
        {
            if (!open.ContainsKey(key) && !(candidate.Reported && candidate.Epoch > agreed.Epoch))
            {
                candidates = candidates.Remove(key);
            }
        }

        foreach (var (key, ballot) in open.Count < 2 ? open : open.OrderBy(entry => entry.Key, StringComparer.Ordinal).AsEnumerable())
        {
            var candidate = candidates.GetValueOrDefault(key) ?? new Candidate(ballot.Epoch, ballot.Address, turn.Now, Reported: false);
            if (!candidate.Reported && turn.Now - candidate.FirstSeen >= turn.Policy.UnconfirmedAfter)
            {
                var evidence = ballot.Evidence(turn);
                var incident = master.Record.Incident?.Id ?? turn.IdOf(Keys.Incident(master, master.Record.IncidentOrdinal + 1));
                turn.Announce(
                    $"{Keys.Of(master)}/MasterSwitchUnconfirmed/{key}",
                    incident,
                    new MasterSwitchUnconfirmed
                    {
                        Master = master.Name,
                        Generation = master.Record.Generation,
                        Epoch = ballot.Epoch,
                        OldAddress = agreed.Address,
                        NewAddress = ballot.Address,
                    },
                    evidence,
                    new AgreementReached(electorate.SwitchBasis, electorate.RequiredForSwitch, ballot.Votes.Count(vote => vote.Value.Announced is null), electorate.Known),
                    Severity.Critical,
                    evidence[0].At);
                candidate = candidate with { Reported = true };
            }

            candidates = candidates.SetItem(key, candidate);
        }

        return ReferenceEquals(candidates, master.Record.Candidates) || (candidates.IsEmpty && master.Record.Candidates.IsEmpty)
            ? master
            : master with { Record = master.Record with { Candidates = candidates } };
    }

    private sealed record Ballot(long Epoch, HostAddress Address, List<KeyValuePair<string, MasterView>> Votes)
    {
        public bool IsAllWitnessed(PastSwitch past)
        {
            foreach (var (id, _) in Votes)
            {
                if (!past.Witnesses.Contains(id))
                {
                    return false;
                }
            }

            return true;
        }

        public List<Evidence> Evidence(Turn turn) => Votes
            .ConvertAll(vote => vote.Value.Announced is { } copy
                ? turn.Witness(vote.Key, copy.At, EvidenceSource.PubSub)
                : turn.Witness(vote.Key, vote.Value.VoteAt, vote.Value.VoteVia))
            .InOrder();
    }
}
