using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Health.Rules;

internal sealed class DuplicateSentinel : ILintRule
{
    public RuleText Text { get; } = new(
        "SE015",
        nameof(DuplicateSentinel),
        Severity.Warning,
        "A sentinel is counted twice, or two as one",
        "An id that no longer runs stays in the number of which a failover needs more than half. Two sentinels with one id, as copied configurations give, are one vote and ignore each other; one id at changing addresses is reached by some only.",
        "SENTINEL SENTINELS of every sentinel: equal ip and port with different runid, or equal runid at different addresses; SENTINEL MYID",
        "Forget the old ids by SENTINEL RESET; give each sentinel a configuration, and an announce-ip, of its own.");

    public IEnumerable<Discovery> Look(Fleet fleet)
    {
        var named = fleet.Sentinels.SelectMany(place => place.Views.Select(view => (place.Id, Address: view.Fields.Address.Canonical(), view.By.Master.Name)))
            .Where(view => view.Address is { Port: > 0, Host.Length: > 0 } && view.Id.Length > 0).ToList();
        foreach (var place in named.GroupBy(view => view.Address).OrderBy(views => views.Key.ToString(), StringComparer.Ordinal))
        {
            var ids = place.Select(view => view.Id).Distinct(StringComparer.Ordinal).ToList();
            if (ids.Count > 1)
            {
                var master = fleet.Masters.First(master => master.Name == place.First().Name);
                yield return new Discovery(null, place.Key.ToString(), $"{place.Key} is known by {Wording.Number(ids.Count)} ids: {Wording.List(ids)}", Cures.ResetOneByOne(master));
            }
        }

        var copied = fleet.Read.Where(sentinel => sentinel.Id is not null).GroupBy(sentinel => sentinel.Id!, StringComparer.Ordinal)
            .Where(same => same.Select(sentinel => sentinel.Info.Text("run_id")).Where(id => id.Length > 0).Distinct(StringComparer.Ordinal).Count() > 1)
            .ToDictionary(same => same.Key, same => same.Select(sentinel => sentinel.Address).ToList(), StringComparer.Ordinal);
        foreach (var one in named.Where(view => !copied.ContainsKey(view.Id)).GroupBy(view => view.Id, StringComparer.Ordinal).OrderBy(views => views.Key, StringComparer.Ordinal))
        {
            var addresses = one.Select(view => view.Address).Distinct().ToList();
            if (addresses.Exists(address => !Spelling.MayBeOne(address, addresses[0])))
            {
                yield return new Discovery(
                    null,
                    one.Key,
                    $"the sentinel with id {one.Key} is at {Wording.List(addresses)}, depending on whom one asks",
                    $"on that sentinel: SENTINEL CONFIG SET announce-ip {Cures.Word(addresses[0].Host)}, the one address by which all others reach it");
            }
        }

        foreach (var (id, where) in copied.OrderBy(same => same.Key, StringComparer.Ordinal))
        {
            yield return new Discovery(
                null,
                $"{id} twice",
                $"{Wording.List(where)} are several processes with one id, {id}: together they are one vote",
                $"stop {Wording.List(where.Skip(1))}, remove the line \"sentinel myid\" from its configuration, start it again")
            {
                Severity = Severity.Critical,
            };
        }
    }
}
