using System.Globalization;
using SentinelEvents.Contracts;

namespace SentinelEvents.Lab;

/// <summary>What was told of attempts to fail over: did any sentinel make them.</summary>
internal sealed class FailoverJudge(ProofRecord record, IReadOnlyList<SentinelEvent> told)
{
    /// <summary>What was told late, or found by reading, may lie so far back.</summary>
    private static readonly TimeSpan Before = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);

    public void Decide(List<ProofFinding> findings)
    {
        foreach (var started in told.OfType<FailoverStarted>().Where(e => !Wrote(e, "+try-failover", $"master {e.Master} {e.Address.Host} {e.Address.Port}")))
        {
            findings.Add(Untrue(started, $"FailoverStarted {started.Master} {started.Address}", "no sentinel began to fail over that address"));
        }

        foreach (var failed in told.OfType<FailoverFailed>())
        {
            var attempt = $"master {failed.Master} {failed.Address.Host} {failed.Address.Port}";
            var what = $"FailoverFailed {failed.Master} {failed.Address} {failed.Reason}";
            if (!Wrote(failed, "+try-failover", attempt))
            {
                findings.Add(Untrue(failed, what, "no sentinel began to fail over that address"));
            }
            else if (failed.Reason is FailoverFailure.NotElected or FailoverFailure.NoGoodReplica or FailoverFailure.ReplicaTimeout && !Wrote(failed, "-failover-abort", attempt))
            {
                findings.Add(Untrue(failed, what, "no sentinel gave up an attempt"));
            }
        }
    }

    private bool Wrote(SentinelEvent e, string start, string text) => record.Sentinels.Any(sentinel => sentinel.Lines.Any(line =>
        line.Event.StartsWith(start, StringComparison.Ordinal) && line.Text.StartsWith(text, StringComparison.Ordinal) && line.At >= e.AgreedAt - Before && line.At <= e.AgreedAt + Tolerance));

    private static ProofFinding Untrue(SentinelEvent e, string what, string why) => new(
        FindingKind.Untrue, null, string.Create(CultureInfo.InvariantCulture, $"{what} epoch {e.Epoch} agreed {e.AgreedAt:HH:mm:ss.fff} {e.EventId}: {why} in the two minutes before"));
}
