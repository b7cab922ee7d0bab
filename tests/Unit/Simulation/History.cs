using SentinelEvents.Worker.Agreement;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Unit.Simulation;

/// <summary>What a simulated history led to.</summary>
/// <param name="Announced">Every event that the journal took, in order.</param>
/// <param name="Repeated">Keys that the journal was given again.</param>
/// <param name="Owed">Switches that enough sentinels held for so long, seen by a worker that worked, that they had to be announced: master, epoch, address.</param>
/// <param name="Downs">When each sentinel truly held each master for down.</param>
/// <param name="Tilts">How often each sentinel was truly in TILT, by id.</param>
/// <param name="Settings">How often somebody truly changed a setting, by master.</param>
/// <param name="Finals">The state of each worker at the end, after a quiet minute in which everything was seen.</param>
/// <param name="Truth">Who is master at the end.</param>
/// <param name="Overtaken">How often a worker found that another was first.</param>
/// <param name="Crashes">How often a worker was killed.</param>
internal sealed record History(
    IReadOnlyList<AgreedEvent> Announced,
    IReadOnlyList<string> Repeated,
    IReadOnlySet<(string Master, long Epoch, string Address)> Owed,
    IReadOnlyList<(string Master, int Sentinel, DateTimeOffset From, DateTimeOffset To)> Downs,
    IReadOnlyDictionary<string, int> Tilts,
    IReadOnlyDictionary<string, int> Settings,
    IReadOnlyList<ClusterState> Finals,
    IReadOnlyDictionary<string, string> Truth,
    int Overtaken,
    int Crashes);
