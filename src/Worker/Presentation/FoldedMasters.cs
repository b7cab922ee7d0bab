using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Presentation;

/// <summary>Masters of one verdict that are only named.</summary>
internal sealed record FoldedMasters(HealthVerdict Verdict, NameList Names);
