namespace SentinelEvents.Worker.Status.Views;

/// <summary>That a sentinel collected a quorum which holds the master for down.</summary>
/// <param name="Since">Since when it was heard to.</param>
/// <param name="Votes">Votes that it collected, its own included.</param>
/// <param name="Required">Its own quorum setting.</param>
internal sealed record ODownView(DateTimeOffset Since, int Votes, int Required);
