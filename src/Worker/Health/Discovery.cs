using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Health;

/// <summary>One thing that a rule found; with the rule's text it becomes a <see cref="HealthFinding"/>.</summary>
/// <param name="Master">The master; null where it is about a sentinel or the whole deployment.</param>
/// <param name="Subject">What it is about, usually an address; the same from report to report while it lasts, so without counts and times.</param>
/// <param name="Evidence">What was seen, with the numbers.</param>
/// <param name="Cure">The exact command or setting that mends it.</param>
public sealed record Discovery(string? Master, string Subject, string Evidence, string Cure)
{
    /// <summary>Null: as the rule's text says.</summary>
    public Severity? Severity { get; init; }
}
