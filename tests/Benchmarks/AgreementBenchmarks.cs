using BenchmarkDotNet.Attributes;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Agreement;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Sentinels;

namespace SentinelEvents.Benchmarks;

/// <summary>One step of the agreement about a hundred masters of five sentinels; one operation is one observation.</summary>
public class AgreementBenchmarks
{
    private static readonly EventKind[] Told =
        [EventKind.MasterDown, EventKind.FailoverStarted, EventKind.MasterSwitched, EventKind.FailoverCompleted, EventKind.ReplicaDown];

    private readonly ClusterState before = Deployment.Watched();
    private readonly Arrival[] storm = Storm.Stream();
    private readonly ClusterState? afterSwitches;
    private readonly ClusterState after;
    private readonly DateTimeOffset now;
    private readonly RecentMessages recent = new();
    private readonly Published copyBytes;
    private readonly MessageHeard copy;
    private readonly MessageHeard replicaDown;
    private readonly MessageHeard telling;
    private readonly SnapshotTaken unchanged;

    public AgreementBenchmarks()
    {
        var decided = new List<Decision>();
        after = before;
        foreach (var arrival in storm)
        {
            if (arrival.At > Storm.Switched && afterSwitches is null)
            {
                afterSwitches = after;
            }

            var step = Take(after, arrival, recent);
            decided.AddRange(step.Decisions);
            after = step.State;
        }

        foreach (var kind in Told)
        {
            var times = decided.OfType<Decision.Announce>().Count(announce => announce.Agreed.Event.Kind == kind);
            if (times != Deployment.Masters)
            {
                throw new InvalidOperationException($"{kind} was announced {times} times: this is no failover of {Deployment.Masters} masters.");
            }
        }

        now = storm[^1].At + TimeSpan.FromSeconds(1);
        copyBytes = Last("+switch-master"u8);
        copy = Heard(copyBytes, recent);
        replicaDown = Heard(Last("+sdown"u8), recent);
        telling = Heard(Last("+failover-state-wait-promotion"u8), recent);
        unchanged = Deployment.Snapshot(Deployment.Sentinels[0], Deployment.Settled);
    }

    [Benchmark(Description = "a +switch-master that is known")]
    public ClusterState Copy() => ClusterAgreement.Step(afterSwitches!, copy, Storm.Switched).State;

    [Benchmark(Description = "... from its bytes on")]
    public ClusterState CopyFromBytes() => Take(afterSwitches!, copyBytes, recent).State;

    [Benchmark(Description = "a +sdown of a replica that is known")]
    public ClusterState Repeated() => ClusterAgreement.Step(after, replicaDown, now).State;

    [Benchmark(Description = "a message that changes nothing")]
    public ClusterState Telling() => ClusterAgreement.Step(after, telling, now).State;

    [Benchmark(Description = "a snapshot of 100 masters, unchanged, for each master", OperationsPerInvoke = Deployment.Masters)]
    public ClusterState Unchanged() => ClusterAgreement.Step(before, unchanged, Deployment.Settled).State;

    [Benchmark(Description = "100 masters fail over, from the bytes on", OperationsPerInvoke = Storm.Arrivals)]
    public ClusterState FailOver()
    {
        var (state, messages) = (before, new RecentMessages());
        foreach (var arrival in storm)
        {
            state = Take(state, arrival, messages).State;
        }

        return state;
    }

    private static StepResult Take(ClusterState state, Arrival arrival, RecentMessages recent) =>
        ClusterAgreement.Step(state, arrival is Published published ? Heard(published, recent) : ((Answered)arrival).Read, arrival.At);

    private static MessageHeard Heard(Published published, RecentMessages recent) =>
        Deployment.Heard(published.Sentinel, published.At, recent.Read(published.Channel, published.Payload, Deployment.Names));

    private Published Last(ReadOnlySpan<byte> channel)
    {
        foreach (var published in storm.OfType<Published>().Reverse())
        {
            if (channel.SequenceEqual(published.Channel))
            {
                return published;
            }
        }

        throw new InvalidOperationException("Nobody published it.");
    }
}
