using System.Globalization;
using SentinelEvents.Contracts;

namespace SentinelEvents.Lab;

/// <summary>What was told of the sentinels themselves: was it true.</summary>
internal sealed class SentinelJudge(ProofRecord record, IReadOnlyList<SentinelEvent> told)
{
    private static readonly TimeSpan Stale = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);

    /// <summary>For so long before a loss of quorum something must have happened to a sentinel.</summary>
    private static readonly TimeSpan Before = TimeSpan.FromMinutes(1);

    public void Decide(List<ProofFinding> findings)
    {
        var claims = record.Sentinels.SelectMany(sentinel => sentinel.Downs).Where(claim => claim.Flag == DownFlag.SentinelSDown).ToList();
        foreach (var down in told.OfType<SentinelDown>())
        {
            if (!claims.Exists(claim => claim.Subject == down.Sentinel && claim.Touches(down.AgreedAt - Stale, down.AgreedAt + Tolerance)))
            {
                findings.Add(new ProofFinding(FindingKind.Untrue, null, string.Create(
                    CultureInfo.InvariantCulture, $"SentinelDown {down.Sentinel} {down.Address} agreed {down.AgreedAt:HH:mm:ss.fff} {down.EventId}: no sentinel held it for down then")));
            }
        }

        foreach (var lost in told.OfType<QuorumLost>())
        {
            var since = lost.AgreedAt - Before;
            var healthy = !claims.Exists(claim => claim.Touches(since, lost.AgreedAt))
                && !record.Disturbances.Any(disturbance => disturbance.Target is DisturbedPart.Sentinel or DisturbedPart.SentinelMemory && disturbance.Touches(since, lost.AgreedAt))
                && !record.Sentinels.Any(sentinel => sentinel.Lines.Any(line => line.Event == "+tilt" && line.At >= since && line.At <= lost.AgreedAt));
            if (healthy)
            {
                findings.Add(new ProofFinding(FindingKind.Untrue, null, string.Create(
                    CultureInfo.InvariantCulture, $"QuorumLost {lost.Master} agreed {lost.AgreedAt:HH:mm:ss.fff} {lost.EventId} ({lost.Detail}): all sentinels were well for a minute before")));
            }
        }
    }
}
