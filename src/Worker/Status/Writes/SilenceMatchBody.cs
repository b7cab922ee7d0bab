namespace SentinelEvents.Worker.Status.Writes;

/// <summary>Which events a silence is for.</summary>
internal sealed record SilenceMatchBody
{
    public IReadOnlyList<string?>? Clusters { get; init; }

    public IReadOnlyList<string?>? Masters { get; init; }

    public IReadOnlyList<string?>? Kinds { get; init; }

    public string? MinSeverity { get; init; }

    public IReadOnlyList<string?>? Agreement { get; init; }
}
