using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Health.Rules;

internal sealed class ConfigurationNotSaved : ILintRule
{
    public RuleText Text { get; } = new(
        "SE025",
        nameof(ConfigurationNotSaved),
        Severity.Warning,
        "A sentinel seems not to save its configuration",
        "Id, epochs, votes and the current master live in its configuration file. A sentinel that cannot write it comes back from a restart as a stranger with the master of long ago, may vote twice in one epoch, and is counted twice.",
        "SENTINEL MYID against the runid that others hold for its address; SENTINEL FLUSHCONFIG (a write) answers an error",
        "Make the file and its directory writable for the user that the sentinel runs as.");

    public IEnumerable<Discovery> Look(Fleet fleet)
    {
        var named = fleet.Sentinels.SelectMany(place => place.Views).Where(view => view.Fields is { RunId.Length: > 0, Address: { Host.Length: > 0, Port: > 0 } })
            .ToLookup(view => view.Fields.Address.Canonical());
        foreach (var place in fleet.Sentinels.Where(place => place is { IsRead: true, Inspection.Id: not null }))
        {
            var (sentinel, where) = (place.Inspection!, place.Address.Canonical());
            var strangers = named[where].Where(view => view.Fields.RunId != sentinel.Id).ToList();

            // Where some know the new id as well, it is one that is counted twice.
            if (strangers.Count > 0 && place.Views.Count == 0)
            {
                yield return new Discovery(
                    null,
                    place.Address.ToString(),
                    $"its id is {sentinel.Id}, but {Wording.List(strangers.Select(view => view.By.Sentinel.Address))} know {Wording.List(strangers.Select(view => view.Fields.RunId))} at this address",
                    $"make {(sentinel.Info.Text("config_file") is { Length: > 0 } file ? file : "its configuration file")} and its directory writable for it; {Cures.On(sentinel.Address, "SENTINEL FLUSHCONFIG")} must answer OK");
            }
        }
    }
}
