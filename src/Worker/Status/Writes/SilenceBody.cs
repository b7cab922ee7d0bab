namespace SentinelEvents.Worker.Status.Writes;

/// <summary>A silence as it is asked for: the keys of <c>Silences</c> in JSON's spelling, as text, so that each mistake can be told by its field.</summary>
internal sealed record SilenceBody
{
    public string? Name { get; init; }

    public SilenceMatchBody? Match { get; init; }

    public IReadOnlyList<string?>? To { get; init; }

    public string? Start { get; init; }

    public string? End { get; init; }

    public string? Cron { get; init; }

    public string? Duration { get; init; }

    public string? TimeZone { get; init; }

    public string? Author { get; init; }

    public string? Comment { get; init; }
}
