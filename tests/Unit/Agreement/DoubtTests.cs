using SentinelEvents.Worker.Agreement;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Unit.Agreement;

public sealed class DoubtTests
{
    private static readonly DateTimeOffset Paused = new(2026, 3, 7, 3, 12, 4, TimeSpan.Zero);

    private static readonly DateTimeOffset Overtaken = Paused.AddSeconds(1);

    [Fact]
    public void Suspect_DecidedAnewUponWhatAnotherWorkerDecidedLater_StillDoubtsWhatIsOlderThanThat()
    {
        var policy = new ClusterPolicy("local", 3, AgreementPolicy.Majority, TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(10));
        var adopted = ClusterAgreement.Adopt(
            ClusterState.New(policy, Paused),
            new ClusterRecord { FirstStartAt = Paused },
            new Dictionary<string, MasterRecord> { ["mymaster"] = new() },
            new Dictionary<string, SentinelRecord> { ["first"] = new() },
            Overtaken);

        var suspected = ClusterAgreement.Suspect(adopted, Paused);

        Assert.Equal((Overtaken, Overtaken), (suspected.TrustedFrom, suspected.Masters["mymaster"].TrustedFrom));
    }
}
