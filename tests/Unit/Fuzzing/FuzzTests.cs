using SentinelEvents.Fuzz;

namespace SentinelEvents.Unit.Fuzzing;

/// <summary>A few of the inputs of the command <c>fuzz</c> (docs/fuzzing.md), so that what is promised of the parsers stays true.</summary>
public sealed class FuzzTests
{
    private const int Inputs = 20_000;

    private readonly ITestOutputHelper output;

    public FuzzTests(ITestOutputHelper output) => this.output = output;

    [Fact]
    public void Run_SomeInputsOfEveryTarget_BreakNoPromise()
    {
        var result = new FuzzRun(new FuzzOptions { Inputs = Inputs }, output.WriteLine).Run(TestContext.Current.CancellationToken);

        Assert.Empty(result.Findings.Select(finding => finding.ToString()));
        // A target that only ever refuses tries no more than the first lines of its parser.
        Assert.All(result.Tallies, tally => Assert.True(tally.Accepted > 0, $"{tally.Target.Name} understood none of {tally.Inputs} inputs."));
    }

    [Fact]
    public void Run_ParserThatFails_IsAFindingWithTheSmallestInputAndComesAgain()
    {
        var target = new FailingTarget();
        var options = new FuzzOptions { Inputs = 500, Seed = 7 };

        var first = Assert.Single(new FuzzRun(options, _ => { }, [target]).Run(TestContext.Current.CancellationToken).Findings);
        var again = Assert.Single(new FuzzRun(options, _ => { }, [target]).Run(TestContext.Current.CancellationToken).Findings);

        Assert.Equal("x"u8, first.Input);
        Assert.Contains(nameof(InvalidTimeZoneException), first.Cause, StringComparison.Ordinal);
        Assert.Equal((first.Index, first.Times, first.Cause), (again.Index, again.Times, again.Cause));
    }

    [Fact]
    public void Run_ParserThatTakesTooMuch_IsAFinding()
    {
        var result = new FuzzRun(new FuzzOptions { Inputs = 3 }, _ => { }, [new GreedyTarget()]).Run(TestContext.Current.CancellationToken);

        Assert.Equal("takes too much memory", Assert.Single(result.Findings).Cause);
    }

    private sealed class FailingTarget : FuzzTarget
    {
        public override string Name => "failing";

        public override string Reads => "nothing";

        public override IReadOnlyList<Type> Parsers => [];

        public override byte[] Make(Random chance)
        {
            var bytes = new byte[chance.Next(60)];
            chance.NextBytes(bytes);
            return bytes;
        }

        public override string Try(byte[] input) => input.Contains((byte)'x') ? throw new InvalidTimeZoneException() : Accepted;
    }

    private sealed class GreedyTarget : FuzzTarget
    {
        public override string Name => "greedy";

        public override string Reads => "nothing";

        public override IReadOnlyList<Type> Parsers => [];

        public override byte[] Make(Random chance) => [1];

        public override string Try(byte[] input) => GC.AllocateUninitializedArray<byte>(1_000_000).Length > 0 ? Accepted : "";
    }
}
