using System.Text.Json;
using SentinelEvents.Contracts;
using SentinelEvents.Tests;
using SentinelEvents.Worker.Presentation;

namespace SentinelEvents.Unit.Presentation;

public sealed class ReportSarifTests
{
    private static readonly SarifRule[] Rules =
    [
        .. ReportSamples.Five().Findings.Select(finding => new SarifRule(
            finding.Rule, "ANameInPascalCase", finding.Title, finding.Why, "In general.", finding.Severity, new Uri($"https://example.org/rules#{finding.Rule}"))),
    ];

    [Fact]
    public void Of_Findings_HoldsWhatTheStandardAsksFor()
    {
        using var document = JsonDocument.Parse(ReportSarif.Of(ReportSamples.Five().Findings, Rules, "1.2.3"));
        Assert.Equal("2.1.0", document.RootElement.GetProperty("version").GetString());
        Assert.EndsWith("sarif-2.1.0.json", document.RootElement.GetProperty("$schema").GetString(), StringComparison.Ordinal);
        var run = Assert.Single(document.RootElement.GetProperty("runs").EnumerateArray());
        var driver = run.GetProperty("tool").GetProperty("driver");
        Assert.Equal("SentinelEvents", driver.GetProperty("name").GetString());
        var rules = driver.GetProperty("rules").EnumerateArray().ToArray();
        Assert.All(rules, rule => Assert.True(Uri.IsWellFormedUriString(rule.GetProperty("helpUri").GetString(), UriKind.Absolute)));
        Assert.All(rules, rule => Assert.NotEmpty(rule.GetProperty("shortDescription").GetProperty("text").GetString()!));
        Assert.Distinct(rules.Select(rule => rule.GetProperty("id").GetString()));
        var results = run.GetProperty("results").EnumerateArray().ToArray();
        Assert.Equal(ReportSamples.Five().Findings.Count, results.Length);
        Assert.All(results, result =>
        {
            Assert.Contains(result.GetProperty("level").GetString(), new[] { "error", "warning", "note" });
            Assert.Equal(result.GetProperty("ruleId").GetString(), rules[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString());
            Assert.NotEmpty(result.GetProperty("message").GetProperty("text").GetString()!);
            Assert.StartsWith("local/", Place(result).GetProperty("fullyQualifiedName").GetString(), StringComparison.Ordinal);
        });
        Assert.Distinct(results.Select(Fingerprint));
    }

    [Fact]
    public void Fingerprint_OtherEvidence_IsTheSameAndOtherSubjectIsNot()
    {
        var finding = ReportSamples.Five().Findings[2];
        var before = FingerprintOf(finding);
        Assert.Equal(before, FingerprintOf(finding with { Evidence = "52 MB now", Severity = Severity.Critical }));
        Assert.NotEqual(before, FingerprintOf(finding with { Subject = "10.0.3.3:6379" }));
        Assert.NotEqual(FingerprintOf(finding with { Master = "ab", Subject = "c" }), FingerprintOf(finding with { Master = "a", Subject = "bc" }));
    }

    [Fact]
    public void Of_Nothing_IsARunWithoutResults()
    {
        using var document = JsonDocument.Parse(ReportSarif.Of([], Rules, "1.2.3"));
        Assert.Empty(document.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray());
    }

    [Fact]
    public void Of_HostileNames_StaysValid()
    {
        using var document = JsonDocument.Parse(ReportSarif.Of(ReportSamples.Hostile().Findings, Rules, "1.2.3"));
        Assert.Equal(ReportSamples.Hostile().Findings.Count, document.RootElement.GetProperty("runs")[0].GetProperty("results").GetArrayLength());
    }

    private static JsonElement Place(JsonElement result) => result.GetProperty("locations")[0].GetProperty("logicalLocations")[0];

    private static string Fingerprint(JsonElement result) => result.GetProperty("partialFingerprints").GetProperty("finding/v1").GetString()!;

    private static string FingerprintOf(HealthFinding finding)
    {
        using var document = JsonDocument.Parse(ReportSarif.Of([finding], Rules, "1.2.3"));
        return Fingerprint(document.RootElement.GetProperty("runs")[0].GetProperty("results")[0]);
    }
}
