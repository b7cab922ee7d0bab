namespace SentinelEvents.Fuzz;

/// <summary>Some inputs of a target.</summary>
/// <param name="Target">Whose.</param>
/// <param name="From">The first.</param>
/// <param name="To">The one after the last.</param>
internal sealed record FuzzPart(FuzzTarget Target, long From, long To);
