using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Health.Prospects;

/// <summary>Who belongs to a master, and how each stands.</summary>
internal sealed class Roster(MasterSurvey master, IReadOnlyList<Candidate> candidates)
{
    public IReadOnlyList<InstanceSurvey> Replicas { get; } = [.. master.OtherReplicas];

    public IReadOnlyList<InstanceSurvey> Peers { get; } = master.Peers;

    public IEnumerable<(string Id, HostAddress Address)> Sentinels() =>
        master.Sights.Select(sight => (Id: Candidates.IdOf(sight), sight.Sentinel.Address))
            .Concat(Peers.Select(peer => (Id: peer.Views[0].Fields.RunId, peer.Address)))
            .DistinctBy(place => place.Id, StringComparer.Ordinal);

    public IEnumerable<HealthMember> Members()
    {
        var down = master.Sights.Count(sight => sight.Master.Fields.IsSubjectivelyDown);
        yield return new HealthMember(HealthRole.Master, master.Address, down == 0 ? HealthStanding.Good : down == master.Sights.Count ? HealthStanding.Down : HealthStanding.Impaired, "");
        foreach (var replica in Replicas)
        {
            var why = replica.Views.Select(view => Candidates.Unpromotable(view.By, view.Fields)).ToList();
            var isDown = replica.Views.All(view => view.Fields.IsSubjectivelyDown);
            var linkDown = !LinkIsUp(replica.Address.Canonical());
            yield return new HealthMember(
                HealthRole.Replica,
                replica.Address,
                isDown ? HealthStanding.Down : linkDown || why.Exists(one => one is not null) ? HealthStanding.Impaired : HealthStanding.Good,
                why.Find(one => one is not null) ?? (linkDown ? "its link to the master is down" : ""));
        }

        foreach (var (id, address) in Sentinels())
        {
            var candidate = candidates.FirstOrDefault(one => one.Id == id);
            var views = Peers.FirstOrDefault(peer => peer.Views[0].Fields.RunId == id)?.Views ?? [];
            var isDown = candidate is null && views.Count > 0 && views.All(view => view.Fields.IsSubjectivelyDown);
            yield return new HealthMember(
                HealthRole.Sentinel,
                address,
                candidate is not null ? candidate.WhyNot is null ? HealthStanding.Good : HealthStanding.Impaired : isDown ? HealthStanding.Down : HealthStanding.Unknown,
                candidate is not null ? candidate.WhyNot ?? "" : isDown ? "" : "could not be read");
        }
    }

    public bool LinkIsUp(HostAddress replica) => Replicas
        .Where(one => one.Address.Canonical() == replica)
        .SelectMany(one => one.Views)
        .Any(view => view.Fields.Text("master-link-status") == "ok");
}
