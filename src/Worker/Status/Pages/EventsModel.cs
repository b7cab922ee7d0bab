using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Status.Pages;

/// <summary>Events, the newest first.</summary>
internal sealed record EventsModel : PageContent
{
    public const int MostRows = 100;

    public string? Cluster { get; init; }

    public string? Master { get; init; }

    public EventKind? Kind { get; init; }

    /// <summary>Older than this place in the journal; null: the newest there are.</summary>
    public long? Before { get; init; }

    /// <summary>Deployments that can be chosen.</summary>
    public required IReadOnlyList<string> Clusters { get; init; }

    public required IReadOnlyList<EventLine> Lines { get; init; }

    /// <summary>Where older ones begin; null where these are all.</summary>
    public long? Older { get; init; }

    public string Url(long? before) => PageUrls.With(
        PageUrls.Events, ("cluster", Cluster), ("master", Master), ("kind", Kind?.ToString()), ("before", before is { } place ? PageUrls.Number(place) : null));
}
