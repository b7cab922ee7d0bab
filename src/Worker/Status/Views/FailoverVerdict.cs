using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Status.Views;

/// <summary>Whether a failover of a master would succeed, as a look at the whole deployment found.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Reasons">Why, in words.</param>
/// <param name="Margin">What more may break.</param>
/// <param name="At">When it was looked at.</param>
internal sealed record FailoverVerdict(HealthVerdict Verdict, IReadOnlyList<string> Reasons, HealthMargin Margin, DateTimeOffset At);
