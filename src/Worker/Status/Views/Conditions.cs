using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Status.Views;

/// <summary>What holds of a master, from what is agreed about it. Pure.</summary>
internal static class Conditions
{
    /// <summary>The worst first; never empty.</summary>
    public static IReadOnlyList<Condition> Of(MasterPicture picture)
    {
        List<Condition> found = [.. Incident(picture), .. Switch(picture), .. Lasting(picture), .. Replicas(picture), .. Sight(picture)];
        return found.Count == 0 ? [Good(picture)] : [.. found.OrderBy(condition => condition.Standing).ThenBy(condition => condition.Since)];
    }

    private static IEnumerable<Condition> Incident(MasterPicture picture)
    {
        if (picture.Master.Record.Incident is not { } incident)
        {
            yield break;
        }

        var id = incident.Announced ? incident.Id : (Guid?)null;
        var back = incident.UpSince is null ? "" : "; it answers again, which is watched for a while";
        if (incident.AttemptOpen)
        {
            var leader = incident.Leader is { } sentinel && picture.AddressOf(sentinel) is { } address ? $", led by {VisibleText.Of(address.ToString())}" : "";
            yield return new(MasterStanding.FailingOver, $"a {(incident.Planned ? "planned " : "")}failover runs{leader}", incident.ElectedAt, id);
        }
        else if (!incident.Failures.IsEmpty)
        {
            yield return new(
                MasterStanding.FailoverFailed,
                $"{(incident.DownAt is null ? "" : "down, and ")}a failover was given up: {string.Join(", ", incident.Failures)}{back}",
                incident.DownAt ?? incident.OpenedAt,
                id);
        }
        else if (incident.DownAt is { } downAt)
        {
            yield return new(MasterStanding.Down, $"{HoldIt(picture)}{back}", incident.SuspectedAt ?? downAt, id);
        }
        else if (incident.SuspectedAt is { } suspectedAt)
        {
            yield return new(MasterStanding.Suspected, FormattableString.Invariant($"{HoldIt(picture)}, quorum {picture.Electorate.Quorum}{back}"), suspectedAt, id);
        }
        else
        {
            yield return new(MasterStanding.FailingOver, "a planned failover was begun", incident.OpenedAt, id);
        }
    }

    private static string HoldIt(MasterPicture picture) => FormattableString.Invariant(
        $"{picture.Electorate.OnState.Count(vote => picture.HoldsDown(vote.Value))} of {picture.Electorate.Known} sentinels say it is down");

    private static IEnumerable<Condition> Switch(MasterPicture picture)
    {
        var record = picture.Master.Record;
        foreach (var candidate in record.Candidates.Values)
        {
            // Before it is late, it is only on its way.
            var (standing, yet) = candidate.Reported ? (MasterStanding.SwitchUnconfirmed, "") : (MasterStanding.FailingOver, " yet");
            yield return new(
                standing,
                FormattableString.Invariant($"a switch to {VisibleText.Of(candidate.Address.ToString())} at epoch {candidate.Epoch} was announced, and is not agreed{yet}"),
                candidate.FirstSeen,
                record.Incident is { Announced: true } incident ? incident.Id : null);
        }

        if (record.Completion is { } completion)
        {
            yield return new(
                MasterStanding.Completing,
                $"switched from {VisibleText.Of(completion.Old.ToString())}; its replicas are being moved",
                completion.SwitchedAt,
                completion.IncidentId);
        }
    }

    private static IEnumerable<Condition> Lasting(MasterPicture picture)
    {
        var record = picture.Master.Record;
        if (!record.Diverged.IsEmpty)
        {
            yield return new(
                MasterStanding.ViewsDiverged,
                $"the sentinels differ: {string.Join(", ", record.Diverged.Keys)}",
                null,
                record.Diverged.Values.Where(open => open.Announced).Select(open => (Guid?)open.IncidentId).FirstOrDefault());
        }

        if (record.QuorumLoss is { } loss)
        {
            var outlook = MasterViews.Outlook(picture);
            var since = picture.Master.Views.Values.Where(view => view.NoQuorumSince > DateTimeOffset.MinValue).Min(view => view.NoQuorumSince);
            yield return new(
                MasterStanding.QuorumLost,
                picture.Electorate.OnState.Count == 0
                    ? "no sentinel can tell now; too few were usable before"
                    : FormattableString.Invariant($"{outlook.Usable} of {picture.Electorate.Known} sentinels {(outlook.Usable == 1 ? "is" : "are")} usable, a failover needs {outlook.Needed}"),
                since,
                loss.Announced ? loss.IncidentId : null);
        }
    }

    private static IEnumerable<Condition> Replicas(MasterPicture picture)
    {
        if (picture.Master.Record.ReplicasDown is { IsEmpty: false } down)
        {
            yield return new(
                MasterStanding.ReplicaDown,
                $"{(down.Count == 1 ? "a replica is" : FormattableString.Invariant($"{down.Count} replicas are"))} down: {VisibleText.Of(string.Join(", ", down.Keys.Take(3)))}{(down.Count > 3 ? ", …" : "")}",
                down.Values.Min(open => open.Since),
                down.Values.Where(open => open.Announced).OrderBy(open => open.Since).Select(open => (Guid?)open.IncidentId).FirstOrDefault());
        }
    }

    private static IEnumerable<Condition> Sight(MasterPicture picture)
    {
        var fresh = picture.Master.Views.Count(view => picture.EligibilityOf(view.Key, view.Value) is not (Eligibility.Stale or Eligibility.Unread or Eligibility.Unseen));
        var needed = picture.Cluster.Policy.Agreement == AgreementPolicy.First ? 1 : picture.Electorate.Majority;
        if (fresh < needed)
        {
            yield return new(
                MasterStanding.Unknown,
                FormattableString.Invariant($"{fresh} of {picture.Electorate.Known} sentinels have a fresh answer, {needed} are needed"),
                picture.Cluster.UnsightedSince,
                picture.Cluster.Sight.Loss?.IncidentId);
        }
        else if (picture.Agreed is null)
        {
            yield return new(MasterStanding.Unknown, "not agreed yet", null, null);
        }
        else if (picture.Agreeing < needed && picture.Master.Record.Candidates.IsEmpty)
        {
            yield return new(MasterStanding.Unknown, FormattableString.Invariant($"{picture.Agreeing} of {picture.Electorate.Known} sentinels agree, {needed} are needed"), null, null);
        }
    }

    private static Condition Good(MasterPicture picture) => new(
        MasterStanding.Good,
        FormattableString.Invariant($"{picture.Agreeing} of {picture.Electorate.Known} sentinels agree"),
        picture.Agreed?.Since,
        null);
}
