using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using PublicApiGenerator;
using SentinelEvents.Contracts;
using SentinelEvents.Tests;

namespace SentinelEvents.Unit.Contracts;

public sealed class ContractTests
{
    private static readonly Assembly Contracts = typeof(SentinelEvent).Assembly;

    private static readonly JsonSerializerOptions Indented = new(SentinelEventJson.Options) { WriteIndented = true };

    public static TheoryData<EventKind> Kinds => [.. Samples.Kinds];

    [Fact]
    public void PublicApi_Always_IsAsApproved() =>
        Snapshot.Match("Contracts/PublicApi.approved.txt", Contracts.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false }));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Json_OfEveryKind_IsAsApproved(EventKind kind)
    {
        using var json = JsonDocument.Parse(SentinelEventJson.Serialize(Samples.Of(kind)));
        Snapshot.Match($"Contracts/Json/{kind}.json", JsonSerializer.Serialize(json, Indented));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Json_OfEveryKind_GoesRound(EventKind kind)
    {
        var json = SentinelEventJson.Serialize(Samples.Of(kind));
        var back = SentinelEventJson.Deserialize(json);
        Assert.Equal(SentinelEventJson.TypeOf(kind), back.GetType());
        Assert.Equal(json, SentinelEventJson.Serialize(back));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"kind":"Unheard"}""")]
    [InlineData("""{"kind":3}""")]
    [InlineData("[]")]
    [InlineData("null")]
    public void Deserialize_UnknownKind_SaysSo(string json) => Assert.Throws<JsonException>(() => SentinelEventJson.Deserialize(json));

    [Theory]
    [InlineData("1e400")]
    [InlineData("-1e400")]
    [InlineData("\"1e400\"")]
    [InlineData("\"NaN\"")]
    [InlineData("\"much\"")]
    [InlineData("true")]
    public void Deserialize_NumberThatNoDoubleHolds_IsNoEvent(string number) =>
        Assert.Throws<JsonException>(() => SentinelEventJson.Deserialize(Reported(number)));

    [Theory]
    [InlineData("99.5", 99.5)]
    [InlineData("\"99.5\"", 99.5)]
    [InlineData("null", null)]
    public void Deserialize_Number_IsRead(string number, double? expected) =>
        Assert.Equal(expected, Assert.IsType<HealthReported>(SentinelEventJson.Deserialize(Reported(number))).Masters[0].Availability);

    private static string Reported(string availability)
    {
        var sample = SentinelEventJson.SerializeToNode(Samples.Of(EventKind.HealthReported));
        sample["masters"]![0]!["availability"] = JsonNode.Parse(availability);
        return sample.ToJsonString();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Record_OfEveryKind_CarriesTheKindsName(EventKind kind)
    {
        Assert.Equal(kind.ToString(), SentinelEventJson.TypeOf(kind).Name);
        Assert.Equal(kind, Samples.Of(kind).Kind);
    }

    [Fact]
    public void HostAddress_ThatWasNeverSet_IsNowhere()
    {
        HostAddress nowhere = default;
        Assert.Equal((":0", new HostAddress("", 0)), (nowhere.ToString(), nowhere.Canonical()));
        Assert.True(nowhere.SameAs(new HostAddress("", 0)));
    }

    [Fact]
    public void Records_Always_AreOneForEachKind() => Assert.Equal(
        Enum.GetNames<EventKind>().Order(),
        Contracts.GetTypes().Where(type => type.IsSubclassOf(typeof(SentinelEvent))).Select(type => type.Name).Order());

    [Fact]
    public void Samples_Always_HaveDistinctIds() => Assert.Distinct(Samples.Kinds.Select(kind => Samples.Of(kind).EventId));

    [Fact]
    public void Assembly_Always_ReferencesTheFrameworkOnly() =>
        Assert.All(Contracts.GetReferencedAssemblies(), name => Assert.StartsWith("System.", name.Name));

    [Fact]
    public void Project_Always_HasNoReferences()
    {
        var project = XDocument.Parse(Snapshot.Read("src/Contracts/Contracts.csproj"));
        Assert.Empty(project.Descendants("PackageReference"));
        Assert.Empty(project.Descendants("ProjectReference"));
    }
}
