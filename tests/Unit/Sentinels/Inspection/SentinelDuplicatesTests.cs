using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events.Inspection;
using SentinelEvents.Worker.Sentinels.Inspection;

namespace SentinelEvents.Unit.Sentinels.Inspection;

public sealed class SentinelDuplicatesTests
{
    private static readonly InspectionProblem Down = new(InspectionProblemKind.Unreachable, "down", "start it");

    [Fact]
    public void Without_OneProcessAtTwoAddresses_KeepsTheFirst() =>
        Assert.Equal([1], Kept(Read(1, "a", "run-1"), Read(2, "a", "run-1")));

    [Fact]
    public void Without_TwoProcessesWithOneId_KeepsBoth() =>
        Assert.Equal([1, 2], Kept(Read(1, "a", "run-1"), Read(2, "a", "run-2")));

    [Fact]
    public void Without_RunIdThatMayNotBeRead_TakesThemForOne() =>
        Assert.Equal([1], Kept(Read(1, "a", "run-1"), Read(2, "a", "")));

    [Fact]
    public void Without_OldAddressOfOneThatIsRead_IsLeftOut() =>
        Assert.Equal([1], Kept(Read(1, "a", "run-1"), new(At(2), false) { Id = "a", Problem = Down }));

    [Fact]
    public void Without_OldAddressThatIsConfigured_IsKept() =>
        Assert.Equal([1, 2], Kept(new(At(1), true) { Id = "a", Problem = Down }, Read(2, "a", "run-1")));

    [Fact]
    public void Without_TwoAddressesOfOneThatIsDown_KeepsOne() =>
        Assert.Equal([1], Kept(new(At(1), false) { Id = "a", Problem = Down }, new(At(2), false) { Id = "a", Problem = Down }));

    [Fact]
    public void Without_NoIds_KeepsAll() =>
        Assert.Equal([1, 2], Kept(new(At(1), true) { Problem = Down }, new(At(2), true) { Problem = Down }));

    private static IEnumerable<int> Kept(params SentinelInspection[] sentinels) => SentinelDuplicates.Without(sentinels).Select(sentinel => sentinel.Address.Port);

    private static SentinelInspection Read(int port, string id, string run) => new(At(port), true)
    {
        Id = id,
        Info = new InstanceFields(run.Length == 0 ? [] : new Dictionary<string, string> { ["run_id"] = run }),
    };

    private static HostAddress At(int port) => new("10.0.0.1", port);
}
