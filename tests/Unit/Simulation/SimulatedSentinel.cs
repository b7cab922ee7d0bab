using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Unit.Simulation;

/// <summary>What one simulated sentinel truly holds.</summary>
internal sealed class SimulatedSentinel(int index)
{
    public int Index { get; } = index;

    public SentinelIdentity Identity { get; } = new($"sentinel-{index}", new HostAddress("10.0.1.1", 26379 + index));

    /// <summary>Cut off from the other sentinels until then: it adopts nothing.</summary>
    public double AwayUntil { get; set; }

    public bool Tilt { get; set; }

    public Dictionary<string, Held> Holds { get; } = new(StringComparer.Ordinal);

    public sealed class Held
    {
        public HostAddress Address { get; set; }

        public long Epoch { get; set; }

        public bool SDown { get; set; }

        public bool ODown { get; set; }

        public int Quorum { get; set; } = 2;

        /// <summary>Since when the present pair is held.</summary>
        public double Since { get; set; }
    }
}
