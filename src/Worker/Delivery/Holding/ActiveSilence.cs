namespace SentinelEvents.Worker.Delivery.Holding;

/// <summary>A silence that is in force.</summary>
/// <param name="Until">When it ends.</param>
/// <param name="Words">Its name, author, end and reason, for a person.</param>
internal sealed record ActiveSilence(DateTimeOffset Until, string Words);
