namespace SentinelEvents.Worker.Status.Views;

/// <summary>How many sentinels of a master there are.</summary>
/// <param name="Agreeing">Those whose fresh answer is the agreed one, at the agreed epoch.</param>
/// <param name="Seen">Those that this service is connected to.</param>
/// <param name="Known">All, dead ones included, as for the sentinels themselves.</param>
internal sealed record SentinelCount(int Agreeing, int Seen, int Known);
