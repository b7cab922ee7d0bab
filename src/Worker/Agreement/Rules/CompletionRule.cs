using System.Collections.Immutable;
using System.Globalization;
using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Agreement.Rules;

/// <summary>
/// A failover ends when its leader says that the replicas follow, or that their time is up; up to failover-timeout after the switch. Where
/// the leader was not heard, its end is inferred once no sentinel shows a failover any more.
/// </summary>
internal static class CompletionRule
{
    public static MasterState Apply(Turn turn, MasterState master)
    {
        if (master.Record.Completion is not { } completion)
        {
            return master;
        }

        var (id, attempt) = Leader(master, completion);
        if (attempt is { EndedAt: { } endedAt, Ending: { } ending })
        {
            return !IsAnswered(turn, ref master, completion) || (!completion.RoleAsked && turn.Now - endedAt < Patience.Role)
                ? master
                : Complete(turn, master, completion, ending, endedAt, turn.Witness(id!, endedAt, EvidenceSource.PubSub));
        }

        var seen = Electorate.Of(turn, master).OnConfig;
        if (!Holding.HeldFor(ref master, "completed", IsInferable(seen, completion), turn.Now, Patience.InferredEnd, out var since))
        {
            return master.EndingSince is null ? master : master with { EndingSince = null };
        }

        return IsAnswered(turn, ref master, completion)
            ? Complete(turn, master, completion, FailoverEnding.Inferred, since, turn.Witness(seen[0].Key, seen[0].Value.ReadAt!.Value, EvidenceSource.Snapshot))
            : master;
    }

    /// <summary>The next switch came before the end of this one: closes its incident.</summary>
    public static MasterState Supersede(Turn turn, MasterState master) => master.Record.Completion is { } completion
        ? Complete(turn, master, completion, FailoverEnding.Superseded, turn.Now, null)
        : master;

    /// <summary>
    /// The old master is asked once more, for who is left on it now; it is often a second master for longer than the failover lasts. Operators wait for
    /// the end of the failover, so its answer is given no more time than that of the new master.
    /// </summary>
    private static bool IsAnswered(Turn turn, ref MasterState master, Completion completion)
    {
        if (completion.OldMaster is { Writable: OldMasterWritable.NotChecked })
        {
            return true;
        }

        if (master.EndingSince is null)
        {
            turn.AskOldMaster(master.Name, completion.Old, completion.SwitchedAt);
            master = master with { EndingSince = turn.Now };
        }

        return master.OldMasterReadAt >= master.EndingSince || turn.Now - master.EndingSince >= Patience.Role;
    }

    private static bool IsInferable(Votes seen, Completion completion)
    {
        foreach (var (_, view) in seen)
        {
            if (view.Attempt is { Running: true } || !(view.ReadAt > completion.SwitchedAt) || !view.Address.SameAs(completion.New))
            {
                return false;
            }
        }

        return seen.Count > 0;
    }

    private static (string? Id, FailoverAttempt? Attempt) Leader(MasterState master, Completion completion)
    {
        foreach (var (id, view) in master.Views)
        {
            if (view.Attempt is ({ ElectedAt: not null } or { Ending: not null }) and { } attempt
                && (attempt.Epoch is { } epoch ? epoch == completion.Epoch : attempt.StartedAt <= completion.SwitchedAt))
            {
                return (id, attempt);
            }
        }

        return (null, null);
    }

    private static MasterState Complete(Turn turn, MasterState master, Completion completion, FailoverEnding ending, DateTimeOffset endedAt, Evidence? witness)
    {
        turn.Announce(
            string.Create(CultureInfo.InvariantCulture, $"{Keys.Of(master)}/FailoverCompleted/e{completion.Epoch}/{completion.New.Canonical()}"),
            completion.IncidentId,
            new FailoverCompleted
            {
                Master = master.Name,
                Generation = master.Record.Generation,
                Epoch = completion.Epoch,
                OldAddress = completion.Old,
                NewAddress = completion.New,
                Planned = completion.Planned,
                Ending = ending,
                NewMasterRole = completion.Role,
                Phases = Phases(completion, endedAt),
                OldMasterWritable = completion.OldMaster?.Writable ?? OldMasterWritable.NotChecked,
                OldMasterWritableFor = completion.OldMaster?.WritableFor,
                StragglerCount = completion.OldMaster?.ClientCount,
                Stragglers = completion.OldMaster?.Clients ?? [],
            },
            witness is null ? [] : [witness],
            new AgreementReached(AgreementBasis.Alone, 1, 1, Electorate.Of(turn, master).Known),
            Severity.Info,
            endedAt);
        var views = master.Views;
        foreach (var (id, view) in master.Views.Where(entry => entry.Value.Attempt is { Running: false } attempt && (attempt.Epoch ?? completion.Epoch) <= completion.Epoch))
        {
            views = views.SetItem(id, view with { Attempt = null });
        }

        return master with { Views = views, EndingSince = null, Holding = master.Holding.Remove("completed"), Record = master.Record with { Completion = null } };
    }

    private static ImmutableArray<FailoverPhase> Phases(Completion completion, DateTimeOffset endedAt)
    {
        var phases = ImmutableArray.CreateBuilder<FailoverPhase>();
        var last = completion.OpenedAt;
        void Add(FailoverPhaseName name, DateTimeOffset? end)
        {
            if (end is { } at)
            {
                phases.Add(new FailoverPhase(name, at > last ? at - last : TimeSpan.Zero));
                last = at > last ? at : last;
            }
        }

        Add(FailoverPhaseName.Detected, completion.DownAt);
        Add(FailoverPhaseName.Elected, completion.ElectedAt);
        Add(FailoverPhaseName.Switched, completion.SwitchedAt);
        Add(FailoverPhaseName.Reconfigured, endedAt);
        return phases.ToImmutable();
    }
}
