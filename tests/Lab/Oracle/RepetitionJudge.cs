using System.Globalization;
using SentinelEvents.Contracts;

namespace SentinelEvents.Lab;

/// <summary>
/// One content under two ids: what is told to have begun cannot begin again at the same moment. Two workers that both decided the same thing
/// would tell it so. Only what was agreed within one snapshot interval counts: later it may well have ended and begun again unheard.
/// </summary>
internal sealed class RepetitionJudge(IReadOnlyList<SentinelEvent> told)
{
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(10);

    public void Decide(List<ProofFinding> findings)
    {
        foreach (var same in told.Select(e => (Event: e, Subject: SubjectOf(e))).Where(entry => entry.Subject is not null).GroupBy(entry => entry.Subject!, entry => entry.Event))
        {
            var inOrder = same.OrderBy(e => e.AgreedAt).ToList();
            foreach (var (first, second) in inOrder.Zip(inOrder.Skip(1)).Where(pair => Begins(pair.First) && pair.First.Kind == pair.Second.Kind && pair.Second.AgreedAt - pair.First.AgreedAt < AtOnce))
            {
                findings.Add(new ProofFinding(FindingKind.Duplicated, null, string.Create(
                    CultureInfo.InvariantCulture,
                    $"{first.Kind} of {same.Key} under two ids, with no end between: agreed {first.AgreedAt:HH:mm:ss.fff} {first.EventId} and {second.AgreedAt:HH:mm:ss.fff} {second.EventId}")));
            }
        }
    }

    /// <summary>What begins and ends; null for what does neither. A new generation of a master begins everything anew.</summary>
    private static string? SubjectOf(SentinelEvent e) => e switch
    {
        MasterDown down => Of(e, $"master {down.Address}"),
        MasterRecovered up => Of(e, $"master {up.Address}"),
        ReplicaDown down => Of(e, $"replica {down.Address}"),
        ReplicaRecovered up => Of(e, $"replica {up.Address}"),
        SentinelDown down => $"sentinel {down.Sentinel}",
        SentinelRecovered up => $"sentinel {up.Sentinel}",
        QuorumLost or QuorumRestored => Of(e, "quorum"),
        ViewsDiverged diverged => Of(e, $"views on {diverged.Aspect}"),
        ViewsConverged converged => Of(e, $"views on {converged.Aspect}"),
        TiltEntered tilt => $"tilt of {tilt.Sentinel}",
        TiltLeft tilt => $"tilt of {tilt.Sentinel}",
        SightLost lost => $"sight of {lost.Worker}",
        SightRestored restored => $"sight of {restored.Worker}",
        _ => null,
    };

    private static string Of(SentinelEvent e, string what) => string.Create(CultureInfo.InvariantCulture, $"{e.Master} generation {e.Generation} {what}");

    private static bool Begins(SentinelEvent e) =>
        e is MasterDown or ReplicaDown or SentinelDown or QuorumLost or ViewsDiverged or TiltEntered or SightLost;
}
