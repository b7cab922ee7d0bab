using System.Globalization;

namespace SentinelEvents.Lab;

/// <summary>One fault of a plan.</summary>
/// <param name="At">When it begins, from the start of the chaos.</param>
/// <param name="Kind">What is done.</param>
/// <param name="Target">To whom: an index of the masters, sentinels or workers; 0 where there is only one.</param>
/// <param name="Variant">A choice among what the kind leaves open, from 0 up to, not including, 1.</param>
/// <param name="Duration">How long it lasts; zero: over at once.</param>
internal sealed record PlannedFault(TimeSpan At, FaultKind Kind, int Target, double Variant, TimeSpan Duration)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At:mm\\:ss\\.f} {Kind} of {Target}, {Duration.TotalSeconds:0.0} s");
}
