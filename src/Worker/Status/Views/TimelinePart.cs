using SentinelEvents.Worker.Presentation;

namespace SentinelEvents.Worker.Status.Views;

/// <summary>A stretch of time with a name.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Tone">How it is to be seen.</param>
/// <param name="From">Its beginning.</param>
/// <param name="To">Its end.</param>
internal sealed record TimelinePart(string Name, TimelineTone Tone, DateTimeOffset From, DateTimeOffset To);
