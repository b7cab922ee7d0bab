namespace SentinelEvents.Unit.Status;

/// <summary>A metric as it is scraped.</summary>
internal sealed record ExposedMetric(string Name, string Type, string Help, IReadOnlyList<string> Labels, IReadOnlyList<string> Series);
