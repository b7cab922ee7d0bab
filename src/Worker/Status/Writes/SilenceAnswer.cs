using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Delivery.Holding;

namespace SentinelEvents.Worker.Status.Writes;

/// <summary>A silence as it is answered.</summary>
internal sealed record SilenceAnswer
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required SilenceOrigin Origin { get; init; }

    /// <summary>The key in the configuration.</summary>
    public string? Key { get; init; }

    public required SilenceState State { get; init; }

    public DateTimeOffset? ActiveUntil { get; init; }

    public required RouteMatch Match { get; init; }

    public required IReadOnlyList<string> To { get; init; }

    public DateTimeOffset? Start { get; init; }

    public DateTimeOffset? End { get; init; }

    public string? Cron { get; init; }

    public TimeSpan? Duration { get; init; }

    /// <summary>Only beside <see cref="Cron"/>, which goes by it.</summary>
    public string? TimeZone { get; init; }

    public string? Author { get; init; }

    public string? Comment { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public string? CreatedFrom { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public string? EndedFrom { get; init; }

    public static SilenceAnswer Of(ListedSilence silence) => new()
    {
        Id = silence.Id,
        Name = silence.Options.Name,
        Origin = silence.Origin,
        Key = silence.Key,
        State = silence.State,
        ActiveUntil = silence.ActiveUntil?.ToUniversalTime(),
        Match = silence.Options.Match,
        To = silence.Options.To,
        Start = silence.Options.Start?.ToUniversalTime(),
        End = silence.Options.End?.ToUniversalTime(),
        Cron = silence.Options.Cron,
        Duration = silence.Options.Duration,
        TimeZone = silence.Options.Cron is null ? null : silence.Options.TimeZone,
        Author = silence.Options.Author,
        Comment = silence.Options.Comment,
        CreatedAt = silence.CreatedAt,
        CreatedFrom = silence.CreatedFrom,
        EndedAt = silence.EndedAt,
        EndedFrom = silence.EndedFrom,
    };
}
