using SentinelEvents.Contracts;
using SentinelEvents.Worker.Agreement;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Simulation;

/// <summary>Runs recorded observations through Agreement at the times at which they came, with ticks between.</summary>
internal static class RecordingReplay
{
    private static readonly TimeSpan TickLength = TimeSpan.FromMilliseconds(250);

    /// <summary>Each line with its time and what it led to; for what a tick led to, the line is null.</summary>
    public static IEnumerable<(RecordingLine? Line, DateTimeOffset At, StepResult Result)> Run(RecordingFile recording)
    {
        var start = recording.Header.StartedAt;
        var state = ClusterState.New(recording.Header.Policy.ToClusterPolicy(), start);
        var nextTick = start + TickLength;
        var answers = recording.Lines.Any(line => line.Observation is OldMasterRead);
        foreach (var line in recording.Lines)
        {
            var now = line.At(start);
            for (; nextTick <= now; nextTick += TickLength)
            {
                var ticked = Answered(ClusterAgreement.Tick(state, nextTick), nextTick);
                state = ticked.State;
                yield return (null, nextTick, ticked);
            }

            var result = line.Observation is { } observation ? Answered(ClusterAgreement.Step(state, observation, now), now) : new StepResult(state, []);
            state = result.State;
            yield return (line, now, result);
        }

        // Where nobody asked while it was recorded nobody waits for an answer now.
        StepResult Answered(StepResult step, DateTimeOffset now) => answers
            ? step
            : step.Decisions.OfType<Decision.AskOldMaster>().Aggregate(step, (all, question) =>
            {
                var next = ClusterAgreement.Step(
                    all.State,
                    new OldMasterRead(all.State.Policy.Cluster, new SentinelIdentity("worker", question.Node), now, question.Master, question.Node, OldMasterWritable.NotChecked, null, []),
                    now);
                return new StepResult(next.State, all.Decisions.AddRange(next.Decisions));
            });
    }

    public static IEnumerable<AgreedEvent> Events(RecordingFile recording) =>
        Run(recording).SelectMany(step => step.Result.Decisions).OfType<Decision.Announce>().Select(announce => announce.Agreed);
}
