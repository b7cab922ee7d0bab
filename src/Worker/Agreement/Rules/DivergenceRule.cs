using System.Globalization;
using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Agreement.Rules;

/// <summary>Sentinels that hold different views for longer than gossip explains; at once where one epoch names two masters, for that never heals itself.</summary>
internal static class DivergenceRule
{
    private static readonly DivergedAspect[] Aspects = Enum.GetValues<DivergedAspect>();

    public static MasterState Apply(Turn turn, MasterState master)
    {
        var electorate = Electorate.Of(turn, master);
        var votes = electorate.OnConfig.ToList();
        if (master.Record.Diverged.IsEmpty && AllAlike(votes) && !master.Holding.Keys.Any(condition => condition.StartsWith("diverged:", StringComparison.Ordinal)))
        {
            return master;
        }

        foreach (var aspect in Aspects)
        {
            var values = votes
                .Select(vote => (vote.Key, Value: Value(aspect, vote.Value), vote.Value.ReadAt))
                .Where(view => view.Value is not null)
                .ToList();
            var differ = values.Select(view => view.Value).Distinct(StringComparer.Ordinal).Skip(1).Any();
            master = master.Record.Diverged.TryGetValue(aspect, out var open)
                ? Converge(turn, master, electorate, aspect, open, differ, values)
                : Diverge(turn, master, electorate, aspect, differ, values, votes);
        }

        return master;
    }

    private static bool AllAlike(List<KeyValuePair<string, MasterView>> votes) => votes.TrueForAll(vote =>
        vote.Value.Epoch == votes[0].Value.Epoch && vote.Value.Address.SameAs(votes[0].Value.Address) && vote.Value.Settings == votes[0].Value.Settings);

    private static MasterState Diverge(
        Turn turn,
        MasterState master,
        Electorate electorate,
        DivergedAspect aspect,
        bool differ,
        List<(string Key, string? Value, DateTimeOffset? ReadAt)> values,
        List<KeyValuePair<string, MasterView>> votes)
    {
        var patience = aspect == DivergedAspect.Address && differ && OneEpochTwoMasters(votes) ? TimeSpan.Zero : turn.Policy.DivergedAfter;
        if (!Holding.HeldFor(ref master, $"diverged:{aspect}", differ, turn.Now, patience, out var since))
        {
            return master;
        }

        var ordinal = master.Record.DivergedOrdinal + 1;
        var key = FormattableString.Invariant($"{Keys.Of(master)}/diverged{ordinal}");
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
                    Views = [.. values.Select(view => new SentinelView(view.Key, turn.Sentinel(view.Key).Address.ToString(), view.Value!))],
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
            Holding = master.Holding.Remove($"diverged:{aspect}"),
        };
    }

    private static MasterState Converge(
        Turn turn,
        MasterState master,
        Electorate electorate,
        DivergedAspect aspect,
        OpenCondition open,
        bool differ,
        List<(string Key, string? Value, DateTimeOffset? ReadAt)> values)
    {
        // One view among too few sentinels is no agreement: those that differed may only be out of sight.
        var converged = !differ && values.Count >= electorate.Majority;
        if (!Holding.HeldFor(ref master, $"converged:{aspect}", converged, turn.Now, Patience.Recovery, out var since))
        {
            return master;
        }

        if (open.Announced)
        {
            turn.Announce(
                FormattableString.Invariant($"{Keys.Of(master)}/diverged{open.Ordinal}/ViewsConverged"),
                open.IncidentId,
                new ViewsConverged
                {
                    Master = master.Name,
                    Generation = master.Record.Generation,
                    Epoch = master.Record.Agreed!.Epoch,
                    Aspect = aspect,
                    Value = values[0].Value!,
                },
                Evidence(turn, values),
                new AgreementReached(AgreementBasis.Majority, electorate.Majority, values.Count, electorate.Known),
                Severity.Info,
                since);
        }

        return master with
        {
            Holding = master.Holding.Remove($"converged:{aspect}"),
            Record = master.Record with { Diverged = master.Record.Diverged.Remove(aspect) },
        };
    }

    private static List<Evidence> Evidence(Turn turn, List<(string Key, string? Value, DateTimeOffset? ReadAt)> values) =>
        [.. values.Select(view => turn.Witness(view.Key, view.ReadAt!.Value, EvidenceSource.Snapshot))];

    /// <summary>Epoch 0 is excepted: every MONITOR begins there, and the first round of gossip does not help.</summary>
    private static bool OneEpochTwoMasters(List<KeyValuePair<string, MasterView>> votes) => votes
        .Where(vote => vote.Value.Epoch > 0)
        .GroupBy(vote => vote.Value.Epoch)
        .Any(group => group.Select(vote => vote.Value.Address.Canonical()).Distinct().Skip(1).Any());

    private static string? Value(DivergedAspect aspect, MasterView view) => aspect switch
    {
        DivergedAspect.Address => string.Create(CultureInfo.InvariantCulture, $"{view.Address.Canonical()} at epoch {view.Epoch}"),
        DivergedAspect.Quorum => view.Settings?.Quorum.ToString(CultureInfo.InvariantCulture),
        DivergedAspect.DownAfter => view.Settings?.DownAfter.TotalMilliseconds.ToString(CultureInfo.InvariantCulture),
        DivergedAspect.FailoverTimeout => view.Settings?.FailoverTimeout.TotalMilliseconds.ToString(CultureInfo.InvariantCulture),
        DivergedAspect.ParallelSyncs => view.Settings?.ParallelSyncs.ToString(CultureInfo.InvariantCulture),
        _ => null,
    };
}
