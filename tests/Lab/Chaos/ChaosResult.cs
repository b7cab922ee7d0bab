namespace SentinelEvents.Lab;

/// <summary>What came of it.</summary>
/// <param name="Faults">How often each kind of fault was done.</param>
/// <param name="Impossible">How many planned ones could not be done.</param>
/// <param name="Repairs">What an operator had to do afterwards, since the sentinels by themselves never would.</param>
/// <param name="Lasted">From the first fault to the verdict.</param>
/// <param name="Verdict">The judge's.</param>
internal sealed record ChaosResult(IReadOnlyDictionary<FaultKind, int> Faults, int Impossible, IReadOnlyList<string> Repairs, TimeSpan Lasted, Verdict Verdict);
