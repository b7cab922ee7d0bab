using SentinelEvents.Worker.Pipeline;

namespace SentinelEvents.Worker.Status.Views;

/// <summary>The journal.</summary>
/// <param name="State">How it stands.</param>
/// <param name="AwaySince">Since when it takes no commit; null while it does.</param>
/// <param name="Observations">Observations taken since this worker started.</param>
/// <param name="Events">Events agreed and kept by this worker since it started.</param>
internal sealed record JournalView(JournalState State, DateTimeOffset? AwaySince, long Observations, long Events)
{
    public static JournalView Of(PipelineStatus status) => new(
        status.CommitProblem is not null ? JournalState.Away : status.Running ? JournalState.Open : JournalState.Opening,
        status.CommitProblemSince,
        status.Observations,
        status.Events);
}
