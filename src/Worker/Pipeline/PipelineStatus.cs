namespace SentinelEvents.Worker.Pipeline;

/// <summary>How the loop fares since this process started.</summary>
/// <param name="Running">The journal is open and observations are taken.</param>
/// <param name="Observations">Observations taken.</param>
/// <param name="Events">Events committed.</param>
/// <param name="CommitProblem">Why the last commit failed; null when it did not.</param>
/// <param name="CommitProblemSince">Since when none has gone through; null while they do.</param>
public sealed record PipelineStatus(bool Running, long Observations, long Events, string? CommitProblem, DateTimeOffset? CommitProblemSince);
