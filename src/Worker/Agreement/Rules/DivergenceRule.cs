using System.Globalization;
using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Agreement.Rules;

/// <summary>Sentinels that hold different views for longer than gossip explains; at once where one epoch names two masters, for that never heals itself.</summary>
internal static class DivergenceRule
{
    private static readonly DivergedAspect[] Aspects = Enum.GetValues<DivergedAspect>();
    private static readonly string[] DivergedConditions = [.. Aspects.Select(aspect => $"diverged:{aspect}")];
    private static readonly string[] ConvergedConditions = [.. Aspects.Select(aspect => $"converged:{aspect}")];

    public static MasterState Apply(Turn turn, MasterState master)
    {
        var electorate = Electorate.Of(turn, master);
        if (master.Record.Diverged.IsEmpty && master.Holding.IsEmpty && AllAlike(electorate.OnConfig))
        {
            return master;
        }

        var settingsAlike = AreSettingsAlike(electorate.OnConfig);
        foreach (var aspect in Aspects)
        {
            if (aspect != DivergedAspect.Address && settingsAlike && !IsNoted(master, aspect))
            {
                continue;
            }

            master = master.Record.Diverged.TryGetValue(aspect, out var open)
                ? Converge(turn, master, electorate, aspect, open)
                : Diverge(turn, master, electorate, aspect);
        }

        return master;
    }

    private static bool IsNoted(MasterState master, DivergedAspect aspect) =>
        master.Record.Diverged.ContainsKey(aspect) || master.Holding.ContainsKey(DivergedConditions[(int)aspect]);

    private static bool AllAlike(Votes votes)
    {
        foreach (var (_, view) in votes)
        {
            if (!IsAlike(DivergedAspect.Address, view, votes[0].Value))
            {
                return false;
            }
        }

        return AreSettingsAlike(votes);
    }

    private static bool AreSettingsAlike(Votes votes)
    {
        foreach (var (_, view) in votes)
        {
            if (view.Settings != votes[0].Value.Settings)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether two views that have a value have the same one.</summary>
    private static bool IsAlike(DivergedAspect aspect, MasterView one, MasterView other) => aspect == DivergedAspect.Address
        ? one.Epoch == other.Epoch && one.Address.SameAs(other.Address)
        : one.Settings == other.Settings || Value(aspect, one) == Value(aspect, other);

    private static bool HasValue(DivergedAspect aspect, MasterView view) => aspect == DivergedAspect.Address || view.Settings is not null;

    private static bool Differ(DivergedAspect aspect, Votes votes, out int values)
    {
        var differ = false;
        MasterView? first = null;
        values = 0;
        foreach (var (_, view) in votes)
        {
            if (HasValue(aspect, view))
            {
                values++;
                first ??= view;
                differ = differ || !IsAlike(aspect, first, view);
            }
        }

        return differ;
    }

    private static List<(string Key, string Value, DateTimeOffset? ReadAt)> Values(DivergedAspect aspect, Electorate electorate) =>
    [
        .. electorate.OnConfig.Where(vote => HasValue(aspect, vote.Value)).Select(vote => (vote.Key, Value(aspect, vote.Value), vote.Value.ReadAt)),
    ];

    private static MasterState Diverge(
        Turn turn,
        MasterState master,
        Electorate electorate,
        DivergedAspect aspect)
    {
        var differ = Differ(aspect, electorate.OnConfig, out _);
        var patience = aspect == DivergedAspect.Address && differ && OneEpochTwoMasters(electorate.OnConfig) ? TimeSpan.Zero : turn.Policy.DivergedAfter;
        var condition = DivergedConditions[(int)aspect];
        if (!Holding.HeldFor(ref master, condition, differ, turn.Now, patience, out var since))
        {
            return master;
        }

        var values = Values(aspect, electorate);
        var ordinal = master.Record.DivergedOrdinal + 1;
        var key = string.Create(CultureInfo.InvariantCulture, $"{Keys.Of(master)}/diverged{ordinal}");
        var announced = !turn.IsOldNews(since);
        if (announced)
        {
            turn.Announce(
                $"{key}/ViewsDiverged",
                turn.IdOf(key),
                new ViewsDiverged
                {
                    Master = master.Name,
                    Generation = master.Record.Generation,
                    Epoch = master.Record.Agreed!.Epoch,
                    Aspect = aspect,
                    Views = [.. values.Select(view => new SentinelView(view.Key, turn.Sentinel(view.Key).Address.ToString(), view.Value))],
                },
                Evidence(turn, values),
                new AgreementReached(AgreementBasis.Own, 2, values.Count, electorate.Known),
                Severity.Critical,
                since);
        }

        return master with
        {
            Record = master.Record with
            {
                DivergedOrdinal = ordinal,
                Diverged = master.Record.Diverged.SetItem(aspect, new OpenCondition(turn.IdOf(key), ordinal, announced)),
            },
            Holding = master.Holding.Remove(condition),
        };
    }

    private static MasterState Converge(
        Turn turn,
        MasterState master,
        Electorate electorate,
        DivergedAspect aspect,
        OpenCondition open)
    {
        var differ = Differ(aspect, electorate.OnConfig, out var count);
        // One view among too few sentinels is no agreement: those that differed may only be out of sight.
        var converged = !differ && count >= electorate.Majority;
        var condition = ConvergedConditions[(int)aspect];
        if (!Holding.HeldFor(ref master, condition, converged, turn.Now, Patience.Recovery, out var since))
        {
            return master;
        }

        var values = Values(aspect, electorate);
        if (open.Announced)
        {
            turn.Announce(
                string.Create(CultureInfo.InvariantCulture, $"{Keys.Of(master)}/diverged{open.Ordinal}/ViewsConverged"),
                open.IncidentId,
                new ViewsConverged
                {
                    Master = master.Name,
                    Generation = master.Record.Generation,
                    Epoch = master.Record.Agreed!.Epoch,
                    Aspect = aspect,
                    Value = values[0].Value,
                },
                Evidence(turn, values),
                new AgreementReached(AgreementBasis.Majority, electorate.Majority, values.Count, electorate.Known),
                Severity.Info,
                since);
        }

        return master with
        {
            Holding = master.Holding.Remove(condition),
            Record = master.Record with { Diverged = master.Record.Diverged.Remove(aspect) },
        };
    }

    private static List<Evidence> Evidence(Turn turn, List<(string Key, string Value, DateTimeOffset? ReadAt)> values) =>
        [.. values.Select(view => turn.Witness(view.Key, view.ReadAt!.Value, EvidenceSource.Snapshot))];

    /// <summary>Epoch 0 is excepted: every MONITOR begins there, and the first round of gossip does not help.</summary>
    private static bool OneEpochTwoMasters(Votes votes)
    {
        for (var index = 1; index < votes.Count; index++)
        {
            var one = votes[index].Value;
            for (var before = 0; before < index; before++)
            {
                var other = votes[before].Value;
                if (one.Epoch > 0 && one.Epoch == other.Epoch && !one.Address.SameAs(other.Address))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static string Value(DivergedAspect aspect, MasterView view) => aspect switch
    {
        DivergedAspect.Address => string.Create(CultureInfo.InvariantCulture, $"{view.Address.Canonical()} at epoch {view.Epoch}"),
        DivergedAspect.Quorum => view.Settings!.Quorum.ToString(CultureInfo.InvariantCulture),
        DivergedAspect.DownAfter => view.Settings!.DownAfter.TotalMilliseconds.ToString(CultureInfo.InvariantCulture),
        DivergedAspect.FailoverTimeout => view.Settings!.FailoverTimeout.TotalMilliseconds.ToString(CultureInfo.InvariantCulture),
        DivergedAspect.ParallelSyncs => view.Settings!.ParallelSyncs.ToString(CultureInfo.InvariantCulture),
        _ => throw new ArgumentOutOfRangeException(nameof(aspect), aspect, "It has no value yet."),
    };
}
