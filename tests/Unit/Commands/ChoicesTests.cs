using System.CommandLine;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Commands;

namespace SentinelEvents.Unit.Commands;

public sealed class ChoicesTests
{
    private readonly Option<Severity> severity = new Option<Severity>("--severity") { DefaultValueFactory = _ => Severity.Warning }.ByName();
    private readonly Option<EventKind?> kind = new Option<EventKind?>("--kind").ByName();

    [Fact]
    public void Parse_ANameInAnyCase_IsTaken()
    {
        var parsed = Parse("--severity", "critical", "--kind", "MASTERSWITCHED");

        Assert.Empty(parsed.Errors);
        Assert.Equal((Severity.Critical, EventKind.MasterSwitched), (parsed.GetValue(severity), parsed.GetValue(kind)));
    }

    [Fact]
    public void Parse_Nothing_IsWhatHoldsUnlessGiven()
    {
        var parsed = Parse();

        Assert.Equal((Severity.Warning, null), (parsed.GetValue(severity), parsed.GetValue(kind)));
    }

    [Theory]
    [InlineData("crit", "--severity crit is not accepted. Give one of: Info, Warning, Critical.")]
    [InlineData("warnig", "--severity warnig is not accepted. Did you mean Warning? Give one of: Info, Warning, Critical.")]
    [InlineData("1", "--severity 1 is not accepted. Give one of: Info, Warning, Critical.")]
    public void Parse_AnotherName_NamesThoseThereAre(string given, string words) => Assert.Equal([words], Parse("--severity", given).Errors.Select(error => error.Message));

    private ParseResult Parse(params string[] args) => new RootCommand { severity, kind }.Parse(args);
}
