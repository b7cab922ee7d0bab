using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Health.Rules;

internal sealed class SentinelCannotLogInToNode : ILintRule
{
    public RuleText Text { get; } = new(
        "SE049",
        nameof(SentinelCannotLogInToNode),
        Severity.Critical,
        "A data node refuses the login of sentinels",
        "Errors are no sign of life: a master that works well is down in the eyes of such a sentinel, and as it learns of no replica nobody can be promoted. Sentinels tell this nowhere in words.",
        "SENTINEL MASTER, SENTINEL REPLICAS: s_down with a fresh last-ping-reply and an old last-ok-ping-reply; runid empty, info-refresh 0, num-slaves 0",
        "Give every sentinel the password of the data nodes: auth-pass, and auth-user where they have ACLs.");

    public IEnumerable<Discovery> Look(Fleet fleet)
    {
        foreach (var master in fleet.Masters)
        {
            var locked = master.Sights.Where(sight => Login.IsRefused(sight.Master.Fields)).ToList();
            if (locked.Count > 0)
            {
                yield return Found(master, master.Address, [.. locked.Select(sight => new InstanceSight(sight, sight.Master.Fields))]);
            }

            foreach (var replica in master.OtherReplicas)
            {
                // Whom the master refuses the replicas refuse as well: they have one password.
                var views = replica.Views.Where(view => Login.IsRefused(view.Fields) && !locked.Contains(view.By)).ToList();
                if (views.Count > 0)
                {
                    yield return Found(master, replica.Address, views) with { Severity = Severity.Warning };
                }
            }
        }
    }

    private static Discovery Found(MasterSurvey master, HostAddress node, IReadOnlyList<InstanceSight> views)
    {
        var by = views.Select(view => view.By.Sentinel.Address).Distinct().ToList();
        var never = views.All(view => view.Fields.RunId.Length == 0);
        return new Discovery(
            master.Name,
            node.ToString(),
            $"{node} answers {Wording.List(by)}, but with nothing that counts for {Wording.For(views.Max(view => view.Fields.Milliseconds("last-ok-ping-reply")!.Value))}" +
            (never ? "; it has never told them who it is (runid empty)" : "; it did log them in once (or a script keeps it busy)"),
            Cures.On(by, $"SENTINEL SET {Cures.Word(master.Name)} auth-pass <password of {node}>"));
    }
}
