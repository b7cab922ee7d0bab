namespace SentinelEvents.Contracts;

/// <summary>How many sentinels stood behind an event when it was published, and by which rule that was enough.</summary>
/// <param name="Basis">The rule.</param>
/// <param name="Required">How many had to report.</param>
/// <param name="Reported">How many had reported. Below <paramref name="Required"/> only where the event itself says that agreement is missing.</param>
/// <param name="Total">How many sentinels are known.</param>
public sealed record AgreementReached(AgreementBasis Basis, int Required, int Reported, int Total)
{
    /// <summary>Of an event that was not decided yet.</summary>
    public static AgreementReached None { get; } = new(AgreementBasis.Own, 0, 0, 0);
}
