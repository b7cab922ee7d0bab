using SentinelEvents.Contracts;
using SentinelEvents.Lab;

namespace SentinelEvents.Integration.Proofs;

/// <summary>A small storm; the large one is a command (docs/performance.md).</summary>
public sealed class StormTests
{
    private const int Masters = 150;

    [Fact]
    public async Task Storm_AllMastersDieWithinASecond_EachEventIsJournalledAndToldOnce()
    {
        RequiresServer.OrSkip(ServerKind.RabbitMq);
        var run = new StormRun(
            new StormOptions(WorkerProgram.Default.Path, Masters, 3), line => TestContext.Current.TestOutputHelper?.WriteLine(line));

        var result = await run.RunAsync(TestContext.Current.CancellationToken);

        Assert.Equal((0, 0, 0), (result.Lost, result.Twice, (int)result.Missed));
        Assert.All(StormResult.Expected, kind => Assert.Equal((kind, (0, Masters, 0)), (kind, result.MastersWith(kind))));
        Assert.Equal(0, result.MastersWith(EventKind.FailoverStarted).More);
    }
}
