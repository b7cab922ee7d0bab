using SentinelEvents.Contracts;
using SentinelEvents.Tests;
using SentinelEvents.Unit.Health.Fixtures;
using SentinelEvents.Worker.Health;

namespace SentinelEvents.Unit.Health;

/// <summary>What holds of every rule. A new rule is one file, its line in LintRules and its fixture: nothing here names one.</summary>
public sealed class RuleTests
{
    public static TheoryData<string> Names => [.. LintRules.All.Select(rule => rule.Text.Name)];

    [Fact]
    public void Rules_All_HaveAnIdAndANameOfTheirOwn()
    {
        Assert.Distinct(LintRules.All.Select(rule => rule.Text.Id));
        Assert.Distinct(LintRules.All.Select(rule => rule.Text.Name));
        Assert.All(LintRules.All, rule =>
        {
            Assert.Matches("^SE[0-9]{3}$", rule.Text.Id);
            Assert.Equal(rule.GetType().Name, rule.Text.Name);
        });
    }

    [Fact]
    public void Rules_WhateverIsARule_IsInUse() => Assert.Equal(
        typeof(ILintRule).Assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(ILintRule))).Select(type => type.Name).Order(StringComparer.Ordinal),
        LintRules.All.Select(rule => rule.Text.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Rules_All_HaveExactlyOneFixtureAndEveryFixtureARule()
    {
        Assert.Equal(
            LintRules.All.Select(rule => rule.Text.Name).Order(StringComparer.Ordinal), RuleFixture.All.Select(fixture => fixture.Rule.Name).Order(StringComparer.Ordinal));
        Assert.All(RuleFixture.All, fixture => Assert.Equal($"{fixture.Rule.Name}Fixture", fixture.GetType().Name));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Look_ItsFixture_FindsWhatThePageSays(string name)
    {
        var rule = Rule(name);
        var fleet = Fixture(name).ToFleet();
        Assert.NotEmpty(rule.Look(fleet));
        Assert.All(rule.Look(fleet), discovery =>
        {
            Assert.NotEmpty(discovery.Subject);
            Assert.NotEmpty(discovery.Evidence);
            Assert.NotEmpty(discovery.Cure);
        });
        Assert.Distinct(rule.Look(fleet).Select(discovery => (discovery.Master, discovery.Subject)));
        Snapshot.MatchInRepository($"docs/rules/{rule.Text.Id}.md", RulePage.Of(rule, Fixture(name)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Text_OfARule_FitsAReport(string name)
    {
        var text = Rule(name).Text;
        Assert.InRange(text.Title.Length, 10, 80);
        Assert.InRange(text.Why.Length, 40, 400);
        Assert.False(text.Title.EndsWith('.'));
        Assert.EndsWith(".", text.Why, StringComparison.Ordinal);
        Assert.NotEmpty(text.Looks);
        Assert.NotEmpty(text.Mend);
    }

    [Fact]
    public void Look_AHealthyDeployment_FindsNothing() => Assert.Equal([], LintRules.Look(FleetBuilder.Healthy().ToFleet()).Select(Short));

    [Fact]
    public void Look_AHealthyDeploymentWhoseNodesMayNotBeRead_FindsNothing()
    {
        var fleet = FleetBuilder.Healthy();
        fleet.NodesRead = false;
        Assert.Equal([], LintRules.Look(fleet.ToFleet()).Select(Short));
    }

    [Fact]
    public void Look_ALaboratoryOnOneMachine_FindsNothingThatMakesACheckFail()
    {
        var findings = LintRules.Look(FleetBuilder.Laboratory().ToFleet());
        Assert.NotEmpty(findings);
        Assert.Equal([], findings.Where(finding => finding.Severity > Severity.Info).Select(Short));
    }

    [Fact]
    public void Pages_InTheDocumentation_AreThoseOfTheRules()
    {
        Snapshot.MatchInRepository("docs/rules/README.md", RulePage.Index(LintRules.All));
        Assert.Equal(["README.md", .. LintRules.All.Select(rule => $"{rule.Text.Id}.md")], Snapshot.List("docs/rules"));
    }

    private static string Short(HealthFinding finding) => $"{finding.Rule} {finding.Severity} {finding.Subject}: {finding.Evidence}";

    private static ILintRule Rule(string name) => LintRules.All.Single(rule => rule.Text.Name == name);

    private static RuleFixture Fixture(string name) => RuleFixture.All.Single(fixture => fixture.Rule.Name == name);
}
