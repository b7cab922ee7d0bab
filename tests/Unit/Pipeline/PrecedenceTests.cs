using SentinelEvents.Worker.Journal;
using SentinelEvents.Worker.Pipeline;

namespace SentinelEvents.Unit.Pipeline;

public sealed class PrecedenceTests
{
    [Theory]
    [InlineData("a sees more", "1 2 3", "1 2", false, true)]
    [InlineData("both see the same and decide alike", "1 2 3", "3 2 1", false, false)]
    [InlineData("both see two, but others: the first by name", "1 2", "2 3", false, true)]
    [InlineData("nobody sees anything", "", "", false, false)]
    [InlineData("only b sees", "", "1", true, false)]
    public void Defers_OfTwoWorkers_OneOrAgreeingBothDecide(string what, string seenByA, string seenByB, bool aDefers, bool bDefers)
    {
        var (a, b) = (Sight("a", seenByA), Sight("b", seenByB));

        Assert.Equal((what, aDefers, bDefers), (what, Precedence.Defers(a, [b], "local"), Precedence.Defers(b, [a], "local")));
    }

    [Fact]
    public void Defers_AnotherClusterIsSeenBetterElsewhere_DecidesItsOwn()
    {
        var own = new WorkerSight("b", new Dictionary<string, IReadOnlyList<string>> { ["local"] = ["1", "2"], ["far"] = [] });
        var other = new WorkerSight("a", new Dictionary<string, IReadOnlyList<string>> { ["local"] = ["1"], ["far"] = ["7", "8", "9"] });

        Assert.False(Precedence.Defers(own, [other], "local"));
        Assert.True(Precedence.Defers(own, [other], "far"));
        Assert.False(Precedence.Defers(own, [other], "unknown to both"));
    }

    private static WorkerSight Sight(string worker, string seen) =>
        new(worker, new Dictionary<string, IReadOnlyList<string>> { ["local"] = seen.Split(' ', StringSplitOptions.RemoveEmptyEntries) });
}
