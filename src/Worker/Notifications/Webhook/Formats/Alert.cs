using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Notifications.Templates;
using SentinelEvents.Worker.Presentation;

namespace SentinelEvents.Worker.Notifications.Webhook.Formats;

/// <summary>An event as Alertmanager sees the world. What opens an incident and what ends it have the same labels, by which Alertmanager knows that they are one.</summary>
internal sealed record Alert
{
    /// <summary>How long one fires whose end nobody tells; a reminder or the next event of the incident prolongs it.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    /// <summary>How long one fires that has no end of its own: as long as Alertmanager's own default.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromMinutes(5);

    private const int LongestText = 600;

    private const int LongestLabel = 200;

    /// <summary>Never empty values: Alertmanager would drop them, and with them the identity.</summary>
    public required SortedDictionary<string, string> Labels { get; init; }

    public required SortedDictionary<string, string> Annotations { get; init; }

    public required bool Firing { get; init; }

    public required DateTimeOffset StartsAt { get; init; }

    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>Whether its end is known while it fires.</summary>
    public required bool IsMoment { get; init; }

    /// <summary>Alertmanager's own: FNV-1a over the sorted labels.</summary>
    public string Fingerprint
    {
        get
        {
            const ulong Offset = 14695981039346656037;
            const ulong Prime = 1099511628211;
            const byte Separator = 0xFF;
            var hash = Offset;
            foreach (var octet in Labels.SelectMany(label => (byte[])[.. Encoding.UTF8.GetBytes(label.Key), Separator, .. Encoding.UTF8.GetBytes(label.Value), Separator]))
            {
                hash = unchecked((hash ^ octet) * Prime);
            }

            return hash.ToString("x16", CultureInfo.InvariantCulture);
        }
    }

    /// <summary>The alerts that a notification makes, the latest state of each.</summary>
    /// <param name="notification">What is told.</param>
    /// <param name="words">The operator's own words, where there are any.</param>
    public static IReadOnlyList<Alert> Of(Notification notification, OwnWords? words = null) =>
        [.. notification.Events.Select(one => Of(one, notification, words ?? OwnWords.None)).GroupBy(alert => alert.Fingerprint).Select(same => same.Last())];

    public static JsonObject Texts(IEnumerable<KeyValuePair<string, string>> texts) => new(texts.Select(text => KeyValuePair.Create(text.Key, (JsonNode?)text.Value)));

    private static Alert Of(SentinelEvent sentinelEvent, Notification notification, OwnWords words)
    {
        var step = IncidentSteps.Of(sentinelEvent);
        var text = EventWording.Of(sentinelEvent);
        var end = sentinelEvent.AgreedAt > sentinelEvent.OccurredAt ? sentinelEvent.AgreedAt : sentinelEvent.OccurredAt;
        return new Alert
        {
            Labels = Labelled(
                LongestLabel,
                [("alertname", Named(sentinelEvent, step)), ("severity", Rated(sentinelEvent, step)), ("cluster", sentinelEvent.Cluster), ("master", sentinelEvent.Master),
                ("incident", notification.ThreadOf is { } thread ? thread.ToString() : sentinelEvent.IncidentId.ToString()), .. Particular(sentinelEvent)]),
            Annotations = Labelled(
                LongestText,
                [("summary", words.Headline(sentinelEvent) ?? $"{text.Where}: {text.FullHeadline}"), ("description", words.Body(sentinelEvent) ?? $"{text.Happened} {text.Meaning}"),
                ("advice", text.Advice), ("event", sentinelEvent.EventId.ToString()), ("kind", sentinelEvent.Kind.ToString())]),
            Firing = step != IncidentStep.Closes,
            StartsAt = sentinelEvent.OccurredAt,
            EndsAt = step switch
            {
                IncidentStep.Closes => end,
                IncidentStep.Aside => Later(end, Moment),
                _ => Later(end, Longest),
            },
            IsMoment = step == IncidentStep.Aside,
        };
    }

    /// <summary>An event of a machine whose clock is wrong may be of the last day there is.</summary>
    private static DateTimeOffset Later(DateTimeOffset at, TimeSpan by) => DateTimeOffset.MaxValue - at > by ? at + by : DateTimeOffset.MaxValue;

    private static SortedDictionary<string, string> Labelled(int limit, IEnumerable<(string Name, string? Value)> labels) => new(
        labels.Where(label => !string.IsNullOrEmpty(label.Value)).ToDictionary(label => label.Name, label => ReportWords.Clip(label.Value!, limit)), StringComparer.Ordinal);

    private static string Named(SentinelEvent sentinelEvent, IncidentStep step) => step == IncidentStep.Aside ? $"Redis{sentinelEvent.Kind}" : sentinelEvent switch
    {
        ReplicaDown or ReplicaRecovered => "RedisReplicaDown",
        SentinelDown or SentinelRecovered => "RedisSentinelDown",
        QuorumLost or QuorumRestored => "RedisSentinelQuorumLost",
        ViewsDiverged or ViewsConverged => "RedisSentinelViewsDiverged",
        TiltEntered or TiltLeft => "RedisSentinelTilt",
        SightLost or SightRestored => "SentinelEventsBlind",
        HealthReported => "RedisFailoverWouldFail",
        _ => "RedisMasterFailure",
    };

    // The end of an incident is of severity Info; as a label that would make it another alert.
    private static string Rated(SentinelEvent sentinelEvent, IncidentStep step) => (step == IncidentStep.Aside ? sentinelEvent.Severity : sentinelEvent switch
    {
        ReplicaDown or ReplicaRecovered or SentinelDown or SentinelRecovered or TiltEntered or TiltLeft => Severity.Warning,
        _ => Severity.Critical,
    }).ToString().ToLowerInvariant();

    private static IEnumerable<(string Name, string? Value)> Particular(SentinelEvent sentinelEvent) => sentinelEvent switch
    {
        ReplicaDown e => [("instance", e.Address.ToString())],
        ReplicaRecovered e => [("instance", e.Address.ToString())],
        SentinelDown e => [("instance", e.Address.ToString())],
        SentinelRecovered e => [("instance", e.Address.ToString())],
        TiltEntered e => [("instance", e.Address.ToString())],
        TiltLeft e => [("instance", e.Address.ToString())],
        ViewsDiverged e => [("aspect", e.Aspect.ToString())],
        ViewsConverged e => [("aspect", e.Aspect.ToString())],
        SightLost e => [("worker", e.Worker)],
        SightRestored e => [("worker", e.Worker)],
        HealthReported e => [("report", e.Report)],
        _ => [],
    };
}
