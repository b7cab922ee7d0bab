namespace SentinelEvents.Worker.Status.Writes;

/// <summary>A list in an object, so that more can be said of it later.</summary>
internal sealed record SilencesAnswer(IReadOnlyList<SilenceAnswer> Silences);
