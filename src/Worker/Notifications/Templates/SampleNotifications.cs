using SentinelEvents.Contracts;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Notifications.Templates;

/// <summary>What templates are tried on: an event of every kind, and whatever else a destination may be told.</summary>
internal static class SampleNotifications
{
    private const int MostNamed = 3;

    /// <summary>Each with its name for a person.</summary>
    public static IReadOnlyList<(string Name, Notification Notification)> All { get; } =
    [
        .. SampleEvents.Kinds.Select(kind => (kind.ToString(), Notification.Of(SampleEvents.Of(kind)))),
        ("a group", new Notification { Events = [Of(EventKind.MasterDown, "a"), Of(EventKind.MasterSwitched, "b"), SampleEvents.Of(EventKind.SentinelDown)] }),
        ("an incident", new Notification { Events = [SampleEvents.Of(EventKind.MasterDown), SampleEvents.Of(EventKind.MasterSwitched), SampleEvents.Of(EventKind.FailoverCompleted)] }),
        ("a reminder", Notification.Of(SampleEvents.Of(EventKind.MasterDown)) with { Reminder = 2 }),
        ("flaps", Notification.Of(SampleEvents.Of(EventKind.MasterDown)) with { Flaps = 3 }),
    ];

    /// <summary>Tells a trial's problems in one line for each text: the first, and for what else there is one.</summary>
    /// <param name="trial">Is given each sample, and what to tell a problem to.</param>
    public static IEnumerable<(string Text, string Problem)> Try(Action<Notification, Action<TemplateProblem>> trial)
    {
        List<(string Sample, TemplateProblem Problem)> found = [];
        foreach (var (name, notification) in All)
        {
            trial(notification, problem => found.Add((name, problem)));
        }

        return found.GroupBy(one => one.Problem.Text, StringComparer.Ordinal).Select(text =>
        {
            var samples = text.Select(one => one.Sample).Distinct(StringComparer.Ordinal).ToList();
            var others = samples.Count > MostNamed ? FormattableString.Invariant($" and {samples.Count - MostNamed} more") : "";
            var where = samples.Count == All.Count ? "" : $" (for {string.Join(", ", samples.Take(MostNamed))}{others})";
            return (text.Key, text.First().Problem.Problem + where);
        });
    }

    private static SentinelEvent Of(EventKind kind, string master) => SampleEvents.Of(kind) with { Master = master, IncidentId = EventKey.ToId($"sample/{master}") };
}
