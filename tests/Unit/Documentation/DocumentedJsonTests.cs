using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SentinelEvents.Contracts;
using SentinelEvents.Tests;
using SentinelEvents.Unit.Configuration;
using SentinelEvents.Worker.Bus;
using SentinelEvents.Worker.Bus.Transports;
using SentinelEvents.Worker.Configuration;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Notifications;

namespace SentinelEvents.Unit.Documentation;

/// <summary>Every example of JSON in the documentation is what the program takes or writes.</summary>
public sealed class DocumentedJsonTests : ConfigurationFixture
{
    private static readonly JsonSchema Schema = JsonSchema.FromText(File.ReadAllText(RepositoryFiles.PathOf("config/sentinel-events.schema.json")));

    /// <summary>What the files hold that examples name.</summary>
    private static readonly Dictionary<string, string> Files = new()
    {
        ["ApiKeyFile"] = "0123456789abcdef0123456789abcdef",
        ["CaFile"] = "a certificate",
        ["CertificateFile"] = "a certificate",
        ["KeyFile"] = "a key",
        ["UriFile"] = "amqps://user:password@rabbit.example.org/vhost",
        ["HeadersFile"] = "authorization=Bearer t0ken",
        ["SecretsFile"] = GoodSecret,
        ["UrlFile"] = "https://hooks.example.org/services/t0ken",
        ["RoutingKeyFile"] = "R0123456789abcdefghijklmnopqrstu",
        ["TemplateFile"] = "{ \"text\": {{ headline | json }} }",
        ["ConnectionStringFile"] = "Host=db.example.org;Database=sentinel_events;Username=sentinel_events;Password=x",
    };

    public static TheoryData<string> Configurations => Of(JsonClaim.Configuration, JsonClaim.Cluster);

    public static TheoryData<string> Events => Of(JsonClaim.Event);

    public static TheoryData<string> Envelopes => Of(JsonClaim.BusEnvelope);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static IEnumerable<DocumentedBlock> Blocks => DocumentedBlock.All.Where(block => block.IsJson);

    [Fact]
    public void Blocks_OfJson_EachIsClaimedByOneCheck()
    {
        Assert.InRange(Blocks.Count(), 10, int.MaxValue);
        Assert.All(Blocks, block => Assert.True(
            DocumentedJson.Claims(block) is { Count: 1 }, $"{block} is claimed by {string.Join(" and ", DocumentedJson.Claims(block).Select(claim => claim.ToString()).DefaultIfEmpty("nothing"))}: give {nameof(JsonClaim)} a value and a check that is for it alone."));
    }

    [Fact]
    public void Blocks_ThatLookLikeJson_SayThatTheyAre() => Assert.All(
        DocumentedBlock.All.Where(block => !block.IsJson && block.Language is not ("liquid" or "mermaid" or "csharp")),
        block => Assert.False(block.Text.TrimStart() is ['{' or '"', ..], $"{block} looks like JSON, but its fence does not say so."));

    [Theory]
    [MemberData(nameof(Configurations))]
    public void Configuration_OfTheDocumentation_IsGoodAndFitsTheSchema(string block)
    {
        foreach (var shown in DocumentedJson.Read(Block(block).Text))
        {
            var whole = DocumentedJson.Claims(Block(block)) is [JsonClaim.Cluster] ? OfCluster(shown) : Completed(shown);
            var good = Assert.IsType<ConfigurationResult.Good>(
                ConfigurationReader.Read(
                    new ConfigurationSources { File = WriteFile("documented.json", whole.ToJsonString()), CommandLine = [], EnvironmentPrefix = "SENTINELEVENTS_NONE__" },
                    NotificationsRegistration.Kinds) is var result && result is ConfigurationResult.Bad bad
                    ? throw new Xunit.Sdk.XunitException($"{block}\n{string.Join('\n', bad.Mistakes)}")
                    : result);
            Assert.Empty(good.Notices);

            using var document = JsonDocument.Parse(whole.ToJsonString());
            var verdict = Schema.Evaluate(document.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List });
            Assert.True(
                verdict.IsValid,
                $"{block}\n" + string.Join('\n', verdict.Details.Where(detail => detail.HasErrors).Select(detail => $"{detail.InstanceLocation}: {string.Join("; ", detail.Errors!.Values)}")));
        }
    }

    [Theory]
    [MemberData(nameof(Events))]
    public void Event_OfTheDocumentation_IsReadAndWrittenAsItStands(string block) => Assert.All(
        DocumentedJson.Read(Block(block).Text),
        shown => Assert.Equal([], Missing(shown, SentinelEventJson.SerializeToNode(SentinelEventJson.Deserialize(shown.ToJsonString())), "")));

    [Theory]
    [MemberData(nameof(Envelopes))]
    public async Task BusEnvelope_OfTheDocumentation_IsWhatTheBusCarries(string block)
    {
        var carried = await CarriedAsync(Samples.Of(EventKind.MasterSwitched));
        Assert.All(DocumentedJson.Read(Block(block).Text), shown => Assert.Equal([], Missing(shown, carried, "")));
    }

    [Theory]
    [InlineData("{ \"Clusters\": [] }", JsonClaim.Configuration)]
    [InlineData("// first\n\"Journal\": { },\n\"Bus\": { }", JsonClaim.Configuration)]
    [InlineData("\"Bus\": { } // one\n\"Bus\": { } // or the other", JsonClaim.Configuration)]
    [InlineData("\"Racks\": { }", JsonClaim.Cluster)]
    [InlineData("{ \"eventId\": \"\" }", JsonClaim.Event)]
    [InlineData("{ \"messageType\": [] }", JsonClaim.BusEnvelope)]
    [InlineData("{ \"Clusters\": [], \"Colour\": \"red\" }", null)]
    [InlineData("{ \"id\": 1 }", null)]
    public void Claims_OfABlock_AreByWhatItHolds(string text, object? claim) =>
        Assert.Equal(claim is null ? [] : [(JsonClaim)claim], DocumentedJson.Claims(new DocumentedBlock("page.md", 1, "json", text)));

    [Fact]
    public void Missing_OfAnExampleThatIsWrong_NamesEachPlace() => Assert.Equal(
        ["/a", "/b/0/c", "/d"],
        Missing(
            JsonNode.Parse("""{ "a": 1, "b": [{ "c": "x" }], "d": 1, "e": null }""")!,
            JsonNode.Parse("""{ "a": 2, "b": [{ "c": "y", "z": 1 }], "e": null, "f": 1 }""")!,
            ""));

    private static TheoryData<string> Of(params IReadOnlyList<JsonClaim> claims) =>
        [.. Blocks.Where(block => DocumentedJson.Claims(block) is [var claim] && claims.Contains(claim)).Select(block => block.ToString())];

    private static DocumentedBlock Block(string name) => Blocks.Single(block => block.ToString() == name);

    /// <summary>The paths of what an example has and the real one has not, or otherwise. An example may be shortened.</summary>
    private static IEnumerable<string> Missing(JsonNode? shown, JsonNode? real, string path) => (shown, real) switch
    {
        (JsonObject members, JsonObject there) => members.SelectMany(member => Missing(member.Value, there[member.Key], $"{path}/{member.Key}")),
        (JsonArray items, JsonArray there) when items.Count == there.Count => items.Index().SelectMany(place => Missing(place.Item, there[place.Index], $"{path}/{place.Index}")),
        _ => JsonNode.DeepEquals(shown, real) ? [] : [path],
    };

    /// <summary>What comes out of a transport of MassTransit for an event that the service publishes.</summary>
    private static async Task<JsonNode> CarriedAsync(SentinelEvent e)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddMassTransit(bus =>
        {
            bus.AddConsumer<BusSnippets.Audit>();
            bus.UsingInMemory((context, configurator) =>
            {
                configurator.LeaveOutBaseRecord();
                configurator.ConfigureEndpoints(context);
            });
        });
        using var host = builder.Build();
        await host.StartAsync(Cancellation);
        var body = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Services.GetRequiredService<IBusControl>().ConnectReceiveObserver(new Receiving(body));
        await new MassTransitPublisher(host.Services.GetRequiredService<IBus>()).PublishAsync(e, Cancellation);
        var carried = await body.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, Cancellation);
        await host.StopAsync(Cancellation);
        return JsonNode.Parse(carried)!;
    }

    /// <summary>The keys in a configuration that has what they lean on: the clusters, destinations and files that they name.</summary>
    private JsonObject Completed(JsonObject shown)
    {
        var whole = Good();
        var destinations = whole["Destinations"]!.AsObject();
        foreach (var (key, value) in shown)
        {
            if (key == "Destinations")
            {
                foreach (var (name, destination) in value!.AsObject())
                {
                    destinations[name] = destination!.DeepClone();
                }
            }
            else
            {
                whole[key] = value?.DeepClone();
            }
        }

        foreach (var name in new[] { "Routes", "Silences", "Reports" }
            .SelectMany(key => whole[key]?.AsArray() ?? [])
            .SelectMany(rule => rule!["To"]?.AsArray() ?? [])
            .Select(name => (string)name!)
            .Where(name => name != Router.Bus && !destinations.ContainsKey(name))
            .Distinct()
            .ToList())
        {
            destinations[name] = new JsonObject { ["Kind"] = "Webhook", ["Url"] = "https://hooks.example.org/" };
        }

        foreach (var (number, pattern) in (whole["Reports"]?.AsArray() ?? []).SelectMany(report => report!["Clusters"]?.AsArray() ?? []).Index())
        {
            whole["Clusters"]!.AsArray().Add(new JsonObject
            {
                ["Name"] = ((string)pattern!).Replace("*", "x", StringComparison.Ordinal),
                ["Sentinels"] = new JsonArray(string.Create(CultureInfo.InvariantCulture, $"127.0.0.2:{26379 + number}")),
            });
        }

        PlaceFiles(whole);
        return whole;
    }

    private JsonObject OfCluster(JsonObject shown)
    {
        var whole = Good();
        foreach (var (key, value) in shown)
        {
            whole["Clusters"]![0]![key] = value?.DeepClone();
        }

        PlaceFiles(whole);
        return whole;
    }

    private void PlaceFiles(JsonNode? node)
    {
        switch (node)
        {
            case JsonArray list:
                list.ToList().ForEach(PlaceFiles);
                break;
            case JsonObject members:
                foreach (var (key, value) in members.ToList())
                {
                    if (key.EndsWith("File", StringComparison.Ordinal) && value is JsonValue)
                    {
                        members[key] = WriteFile(key, Files.GetValueOrDefault(key) ?? throw new Xunit.Sdk.XunitException($"What does a {key} hold? Say it in {nameof(Files)}."));
                    }
                    else
                    {
                        PlaceFiles(value);
                    }
                }

                break;
        }
    }

    private sealed class Receiving(TaskCompletionSource<string> body) : IReceiveObserver
    {
        public Task PreReceive(ReceiveContext context)
        {
            body.TrySetResult(context.Body.GetString());
            return Task.CompletedTask;
        }

        public Task PostReceive(ReceiveContext context) => Task.CompletedTask;

        public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType)
            where T : class => Task.CompletedTask;

        public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
            where T : class => Task.CompletedTask;

        public Task ReceiveFault(ReceiveContext context, Exception exception)
        {
            body.TrySetException(exception);
            return Task.CompletedTask;
        }
    }
}
