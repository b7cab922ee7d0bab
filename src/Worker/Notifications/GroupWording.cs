using SentinelEvents.Contracts;
using SentinelEvents.Worker.Delivery.Holding;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Presentation;

namespace SentinelEvents.Worker.Notifications;

/// <summary>A group of events in words.</summary>
internal static class GroupWording
{
    public static EventText Of(GroupDigest digest)
    {
        var open = digest.Rows.Count(row => IncidentRoles.Of(row.Latest.Kind) == IncidentRole.Opens && row.Latest.Kind != EventKind.MasterSwitched);
        return new EventText(
            VisibleText.Of(digest.Cluster),
            VisibleText.Of(digest.Headline),
            VisibleText.Of($"{digest.Headline}."),
            open == 0
                ? "Clients that ask the sentinels are where they should be by now."
                : $"{ReportWords.Number(open)} of {ReportWords.Number(digest.Rows.Count)} {(open == 1 ? "is" : "are")} not back or not replaced yet.",
            VisibleText.Of(digest.Host.Length > 0 && digest.Rows.Count > 1
                ? $"Look at the host {digest.Host} first: its power, its network, its memory. Then at the lines below, from the top."
                : "Look at what these have in common: a host, a network, a change. Then at the lines below, from the top."),
            [
                new Fact("Events", ReportWords.Number(digest.Events.Count)),
                new Fact("First sign", Words.Of(digest.From)),
                new Fact("Latest agreement", $"{Words.Of(digest.To - digest.From)} later, {Words.Of(digest.To)}"),
                .. digest.States.Select(state => new Fact(Capital(VisibleText.Of($"{state.State.Noun}s {state.State.Word}")), ReportWords.Number(state.Count))),
            ])
        {
            Lasted = $"within {Words.Of(digest.To - digest.From)}",
        };
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
