using System.Globalization;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Simulation;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace SentinelEvents.Worker.Commands;

/// <summary>A simulation as a person reads it: in the order of time, each event and then who is told of it.</summary>
internal static class SimulationTerminal
{
    public static IRenderable Render(SimulationResult result, SimulatedAudience audience, bool withTexts)
    {
        var tree = new Tree(Terminal.Text(result.Title.Length == 0 ? "What was agreed on, and who is told" : result.Title, "bold"));
        foreach (var (_, _, node) in Events(result).Concat(Tellings(result, audience, withTexts)).OrderBy(entry => entry.At).ThenBy(entry => entry.Order))
        {
            tree.AddNode(node);
        }

        return new Rows(tree, Terminal.Text(Tally(result)));
    }

    // Events stand at the even places, and what is told of one follows it.
    private static IEnumerable<(DateTimeOffset At, int Order, TreeNode Node)> Events(SimulationResult result) => result.Events.Index().Select(place =>
    {
        var (at, e) = (place.Item.At, place.Item.Event);
        var held = result.Held.Where(one => one.EventId == e.EventId);
        var node = new TreeNode(Terminal.Text(
            $"{After(result, at)}  {e.Kind} {e.Cluster}/{e.Master ?? "-"}  {EventSummary.Of(e)}  {e.Severity}",
            e.Severity switch { Severity.Critical => "red bold", Severity.Warning => "yellow bold", _ => "bold" }));
        node.AddNode(Terminal.Text(Way(place.Item)));
        foreach (var one in held)
        {
            node.AddNode(Terminal.Text($"kept from {one.Delivery.Destination}: {one.Delivery.Reason}, {one.Delivery.Detail}", "yellow"));
        }

        return (at, place.Index * 2, node);
    });

    private static IEnumerable<(DateTimeOffset At, int Order, TreeNode Node)> Tellings(SimulationResult result, SimulatedAudience audience, bool withTexts)
    {
        var places = result.Events.Index().ToDictionary(place => place.Item.Event.EventId, place => place.Index);
        return result.Told.Select(told =>
        {
            var kinds = string.Join(", ", told.Notification.Events.Select(e => e.Kind));
            var node = new TreeNode(Terminal.Text($"{After(result, told.At)}  → {audience.Title(told.Destination)}: {kinds}{(told.Notification.Reminder > 0 ? string.Create(CultureInfo.InvariantCulture, $" (reminder {told.Notification.Reminder})") : "")}", "green"));

            // What the bus has is the event itself, for programs: --format json shows it.
            if (withTexts && told.Destination != Router.Bus)
            {
                node.AddNode(new Text(string.Join('\n', audience.Text(told).TrimEnd().ReplaceLineEndings("\n").Split('\n').Select(VisibleText.Of))));
            }

            return (told.At, (places[told.Notification.Latest.EventId] * 2) + 1, node);
        });
    }

    private static string Way(SimulatedEvent simulated) => simulated.Routes switch
    {
        null => "no routes: every destination",
        { Count: 0 } when simulated.WhereTold.Count > 0 => $"no route matches: the bus, and of those who were told of its incident {string.Join(", ", simulated.WhereTold)}",
        { Count: 0 } => "no route matches: the bus alone",
        [var one] => string.Create(CultureInfo.InvariantCulture, $"Routes:{one} matches"),
        var several => $"{string.Join(", ", several.Select(place => string.Create(CultureInfo.InvariantCulture, $"Routes:{place}")))} match",
    };

    private static string Tally(SimulationResult result) => string.Create(
        CultureInfo.InvariantCulture,
        $"{result.Events.Count} events from {result.Start.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC on; told: {string.Join(", ", result.Told.GroupBy(told => told.Destination).Select(each => $"{each.Key} {each.Count()}"))}.");

    private static string After(SimulationResult result, DateTimeOffset at) => string.Create(CultureInfo.InvariantCulture, $"+{(at - result.Start).TotalSeconds:0.000} s");
}
