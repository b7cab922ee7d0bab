using SentinelEvents.Contracts;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Presentation;

namespace SentinelEvents.Worker.Notifications;

/// <summary>A notification in words: its latest event, or its group, and what is to be known of the message itself.</summary>
internal static class NotificationWording
{
    /// <param name="notification">What is told.</param>
    /// <param name="known">What is on record of its incidents.</param>
    /// <param name="now">When; matters to reminders only.</param>
    public static EventText Of(Notification notification, KnownIncidents known, DateTimeOffset now)
    {
        var latest = notification.Latest;
        var text = GroupDigest.Fits(notification.Events)
            ? GroupWording.Of(GroupDigest.Of(notification.Events, known))
            : EventWording.Of(latest, known.SinceFirstSign(latest));
        text = notification.Flaps > 0 ? Flapped(text, notification, known) : text;
        return notification.Reminder > 0 ? Reminded(text, notification, known, now) : text;
    }

    private static EventText Flapped(EventText text, Notification notification, KnownIncidents known)
    {
        var flaps = ReportWords.Count(notification.Flaps, "flap");
        var within = known.FirstSign(notification.Thread) is { } first && first < notification.Latest.AgreedAt ? $" in {Roughly(notification.Latest.AgreedAt - first)}" : "";
        return text with
        {
            Headline = $"{text.Headline},",
            Lasted = $"{flaps}{within}",
            Note = $"It came up and went down again {(notification.Flaps == 1 ? "once" : $"{ReportWords.Number(notification.Flaps)} times")}{within} and was told to be down all the while.",
            Advice = GroupDigest.Fits(notification.Events) ? text.Advice : "Find out what makes it come and go: its memory, its host, the network between it and the sentinels.",
            Facts = [.. text.Facts, new Fact("Flaps", $"{ReportWords.Number(notification.Flaps)}{within}")],
        };
    }

    private static EventText Reminded(EventText text, Notification notification, KnownIncidents known, DateTimeOffset now)
    {
        var latest = notification.Latest;
        var open = Roughly(now - (known.FirstSign(latest.IncidentId) ?? latest.OccurredAt));
        var number = ReportWords.Number(notification.Reminder);
        return text with
        {
            Headline = $"still: {(IsState(latest.Kind) ? text.Headline : $"{text.FullHeadline}, open")}",
            Lasted = $"for {open} (reminder {number})",
            Note = $"Reminder {number}: this is still open after {open}.",
            Meaning = latest.Kind == EventKind.MasterDown ? "Clients cannot write. No failover has put a replica in its place in all this time." : text.Meaning,
            Advice = latest.Kind switch
            {
                EventKind.MasterDown or EventKind.FailoverStarted =>
                    "Do not wait for a failover any longer: bring the master back, or find out what keeps the sentinels from replacing it. Are more than half of them up (SENTINEL CKQUORUM), and is a replica up with replica-priority above 0?",
                EventKind.MasterSwitched => "The failover is not told to be over. Look at the replicas: INFO replication on the new master shows who is missing.",
                _ => text.Advice,
            },
        };
    }

    /// <summary>Whether it says how something is, so that it can be said to be so still.</summary>
    private static bool IsState(EventKind kind) => kind is EventKind.MasterDown or EventKind.MasterSuspected or EventKind.ReplicaDown or EventKind.SentinelDown or EventKind.QuorumLost
        or EventKind.ViewsDiverged or EventKind.TiltEntered or EventKind.SightLost;

    /// <summary>The largest unit: nobody cares for seconds here, and the same reminder tried again says the same.</summary>
    private static string Roughly(TimeSpan length) => length switch
    {
        { TotalHours: >= 48 } => $"{ReadableNumber.Of((int)length.TotalDays)} d",
        { TotalMinutes: >= 120 } => $"{ReadableNumber.Of((int)length.TotalHours)} h",
        _ => $"{ReadableNumber.Of(Math.Max((int)length.TotalMinutes, 1))} min",
    };
}
