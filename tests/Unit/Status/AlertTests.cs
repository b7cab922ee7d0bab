using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SentinelEvents.Tests;
using SentinelEvents.Unit.Configuration;
using YamlDotNet.RepresentationModel;

namespace SentinelEvents.Unit.Status;

/// <summary>Alerts and dashboard are held against what is really exported, and tried by Prometheus's own checker.</summary>
[Collection(OneMeter.Name)]
public sealed partial class AlertTests
{
    private const string Rules = "config/prometheus/alerts.yml";
    private const string Cases = "config/prometheus/alerts.test.yml";
    private const string Dashboard = "config/grafana/sentinel-events.json";

    [Fact]
    public async Task Rules_Promtool_FindsThemGood() => Assert.Null(await Promtool.ComplaintAsync(null, "check", "rules", RepositoryFiles.PathOf(Rules)));

    [Fact]
    public async Task Rules_Cases_FireAndStaySilent() => Assert.Null(await Promtool.ComplaintAsync(null, "test", "rules", RepositoryFiles.PathOf(Cases)));

    [Fact]
    public async Task Rules_EachAlert_IsCompleteAndUsesWhatIsExported()
    {
        var exported = await ExportedAsync();
        var runbooks = Snapshot.Read("docs/runbooks.md").Split("\n## The service\n")[1].Split('\n').Where(line => line.StartsWith("### ", StringComparison.Ordinal)).Select(line => line[4..]).ToList();
        var rules = Alerts();
        Assert.Equal(rules.Select(rule => Text(rule, "alert")), runbooks);
        Assert.All(rules, rule =>
        {
            var (labels, notes) = ((YamlMappingNode)rule["labels"], (YamlMappingNode)rule["annotations"]);
            Assert.Contains(Text(labels, "severity"), (string[])["info", "warning", "critical"]);
            Assert.NotEmpty(Text(notes, "summary"));
            Assert.NotEmpty(Text(notes, "description"));
#pragma warning disable CA1308 // An anchor of a page is in small letters.
            Assert.Equal($"docs/runbooks.md#{Text(rule, "alert").ToLowerInvariant()}", Text(notes, "runbook_url"));
#pragma warning restore CA1308
            OnlyExported(exported, Text(rule, "expr"));
        });
    }

    [Fact]
    public void Cases_EachAlert_HasOneThatFiresAndOneThatDoesNot()
    {
        var cases = ((YamlSequenceNode)Load(Cases)["tests"])
            .SelectMany(test => (YamlSequenceNode)test["alert_rule_test"])
            .Select(test => (Alert: Text((YamlMappingNode)test, "alertname"), Fires: ((YamlSequenceNode)test["exp_alerts"]).Children.Count > 0))
            .ToHashSet();
        Assert.All(Alerts().Select(rule => Text(rule, "alert")), alert =>
        {
            Assert.Contains((alert, true), cases);
            Assert.Contains((alert, false), cases);
        });
    }

    [Fact]
    public async Task Dashboard_Panels_AreDistinctAndAskForWhatIsExported()
    {
        var exported = await ExportedAsync();
        var dashboard = JsonNode.Parse(Snapshot.Read(Dashboard))!;
        var panels = dashboard["panels"]!.AsArray();
        var ids = panels.Select(panel => panel!["id"]!.GetValue<int>()).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(panels, panel => Assert.Equal(0, panels.Count(other => other != panel && Overlap(other!["gridPos"]!, panel!["gridPos"]!))));
        var asked = panels.SelectMany(panel => panel!["targets"]?.AsArray() ?? []).Concat(dashboard["annotations"]!["list"]!.AsArray()).Select(target => target!["expr"]!.GetValue<string>()).ToList();
        Assert.InRange(asked.Count, 30, 100);
        Assert.All(asked, expression => OnlyExported(exported, expression));

        // As recording rules, so that Prometheus itself parses them; what Grafana fills in is filled in.
        var rules = Path.Combine(Path.GetTempPath(), $"sentinel-events-dashboard-{Environment.ProcessId}.yml");
        await File.WriteAllTextAsync(
            rules,
            "groups:\n- name: dashboard\n  rules:\n" + string.Concat(asked.Select((expression, index) => FormattableString.Invariant(
                $"  - record: panel:{index}\n    expr: '{expression.Replace("$__rate_interval", "5m", StringComparison.Ordinal)}'\n"))),
            TestContext.Current.CancellationToken);
        try
        {
            Assert.Null(await Promtool.ComplaintAsync(null, "check", "rules", rules));
        }
        finally
        {
            File.Delete(rules);
        }
    }

    private static bool Overlap(JsonNode one, JsonNode other)
    {
        int Of(JsonNode place, string name) => place[name]!.GetValue<int>();
        return Of(one, "x") < Of(other, "x") + Of(other, "w") && Of(other, "x") < Of(one, "x") + Of(one, "w")
            && Of(one, "y") < Of(other, "y") + Of(other, "h") && Of(other, "y") < Of(one, "y") + Of(one, "h");
    }

    private static async Task<IReadOnlySet<string>> ExportedAsync()
    {
        await using var rig = await MetricsRig.StartAsync();
        rig.Work();
        return (await rig.ScrapeAsync()).QueryNames;
    }

    private static void OnlyExported(IReadOnlySet<string> exported, string expression)
    {
        var names = Name().Matches(expression).Select(match => match.Value).ToList();
        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.Contains(name, exported));
    }

    private static List<YamlMappingNode> Alerts() =>
        [.. ((YamlSequenceNode)Load(Rules)["groups"]).SelectMany(group => (YamlSequenceNode)group["rules"]).Cast<YamlMappingNode>()];

    private static YamlMappingNode Load(string path)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Snapshot.Read(path)));
        return (YamlMappingNode)yaml.Documents[0].RootNode;
    }

    private static string Text(YamlMappingNode node, string key) => ((YamlScalarNode)node[key]).Value!;

    [GeneratedRegex(@"\bsentinelevents_\w+")]
    private static partial Regex Name();
}
