using System.Globalization;
using SentinelEvents.Contracts;

namespace SentinelEvents.Lab;

/// <summary>What the workers told of their own sight: was anything in it.</summary>
internal sealed class SightJudge(ProofRecord record, IReadOnlyList<SentinelEvent> told)
{
    /// <summary>For so long before a loss of sight something must have happened to the worker or to a sentinel.</summary>
    private static readonly TimeSpan Before = TimeSpan.FromMinutes(1);

    public void Decide(List<ProofFinding> findings)
    {
        foreach (var lost in told.OfType<SightLost>())
        {
            var since = lost.From - Before;
            if (!record.Disturbances.Any(disturbance => Blinds(disturbance.Target, lost.Worker) && disturbance.Touches(since, lost.AgreedAt)))
            {
                findings.Add(new ProofFinding(FindingKind.Untrue, null, string.Create(
                    CultureInfo.InvariantCulture,
                    $"SightLost of {lost.Worker}, {lost.Seen} of {lost.Needed} needed, from {lost.From:HH:mm:ss.fff} agreed {lost.AgreedAt:HH:mm:ss.fff} {lost.EventId}: neither that worker nor any sentinel was disturbed for a minute before")));
            }
        }
    }

    private bool Blinds(DisturbedPart part, string worker) => part switch
    {
        DisturbedPart.Sentinel or DisturbedPart.SentinelMemory => true,
        DisturbedPart.Worker disturbed => record.Workers == 1 || IsName(worker, WorkerJournal.NameOf(disturbed.Number)),
        _ => false,
    };

    /// <summary>The name itself, or the name with a number.</summary>
    private static bool IsName(string name, string given) => name == given || name.StartsWith($"{given}-", StringComparison.Ordinal);
}
