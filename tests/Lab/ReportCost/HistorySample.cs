namespace SentinelEvents.Lab;

/// <summary>One report's look at the past, timed.</summary>
/// <param name="Rows">What the journal gave.</param>
/// <param name="Reading">Until it was read.</param>
/// <param name="Building">From there to the report with its trends.</param>
internal sealed record HistorySample(int Rows, TimeSpan Reading, TimeSpan Building);
