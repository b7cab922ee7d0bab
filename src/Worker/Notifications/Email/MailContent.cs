using SentinelEvents.Contracts;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Presentation;

namespace SentinelEvents.Worker.Notifications.Email;

/// <summary>What a mail says, before it is put into a form: the same for its HTML and its plain text.</summary>
internal sealed record MailContent
{
    private const int MostOfStory = 20;

    public required Notification Notification { get; init; }

    public required EventText Text { get; init; }

    /// <summary>Where several incidents are told at once.</summary>
    public GroupDigest? Group { get; init; }

    /// <summary>The events of the incident up to now, where it is one and there are several.</summary>
    public required IReadOnlyList<(DateTimeOffset At, string Headline)> Story { get; init; }

    /// <summary>Where a failover is told of.</summary>
    public IncidentTimeline? Timeline { get; init; }

    public static MailContent Of(Notification notification, KnownIncidents known, DateTimeOffset now)
    {
        var isGroup = GroupDigest.Fits(notification.Events);
        var recorded = known.UpTo(notification.Latest);
        var events = recorded.Count >= notification.Events.Count ? recorded : notification.Events;
        var told = isGroup || recorded.Count > 1 || notification.Events.Count == 1 ? known : KnownOf(notification);
        return new MailContent
        {
            Notification = notification,
            Text = NotificationWording.Of(notification, told, now),
            Group = isGroup ? GroupDigest.Of(notification.Events, known) : null,
            Story = isGroup || events.Count < 2 ? [] : [.. events.TakeLast(MostOfStory).Select(one => (one.AgreedAt, EventWording.Of(one, told.SinceFirstSign(one)).FullHeadline))],
            Timeline = isGroup ? null : IncidentTimeline.Of(events),
        };
    }

    /// <summary>Of an incident that nothing else is known of, what is told together is the story.</summary>
    private static KnownIncidents KnownOf(Notification notification) =>
        new(new Dictionary<Guid, IReadOnlyList<SentinelEvent>> { [notification.Latest.IncidentId] = notification.Events });
}
