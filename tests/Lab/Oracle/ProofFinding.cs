namespace SentinelEvents.Lab;

/// <summary>One thing that is wrong.</summary>
/// <param name="Kind">In which way.</param>
/// <param name="Receiver">Whom it concerns; null: all of them, for it is what was decided that is wrong.</param>
/// <param name="Text">What, with the evidence, in one line.</param>
internal sealed record ProofFinding(FindingKind Kind, string? Receiver, string Text)
{
    public override string ToString() => $"{Kind}{(Receiver is null ? "" : $" at {Receiver}")}: {Text}";
}
