using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using SentinelEvents.Contracts;
using SentinelEvents.Tests;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Health;
using SentinelEvents.Worker.Journal;
using SentinelEvents.Worker.Sentinels;
using SentinelEvents.Worker.Status.Views;

namespace SentinelEvents.Unit.Status;

/// <summary>The examples of docs/api.md are answers to the questions above them.</summary>
public sealed partial class ApiExamplesTests
{
    private const string Failover = Stories.Elected + """

                6.16 a: +promoted-slave slave 10.0.0.2:6379 10.0.0.2 6379 @ mymaster 10.0.0.1 6379
        6.17 a holds mymaster answers 10.0.0.2:6379 epoch 2 failover reconf_slaves
        6.23 b,c: +switch-master mymaster 10.0.0.1 6379 10.0.0.2 6379
        6.24 b,c holds mymaster at 10.0.0.2:6379 epoch 2
        6.30 b,c read
        6.40 a role mymaster 10.0.0.2:6379 Verified
        8.37 a: +failover-end master mymaster 10.0.0.1 6379
        8.37 a: +switch-master mymaster 10.0.0.1 6379 10.0.0.2 6379
        8.38 a holds mymaster at 10.0.0.2:6379 epoch 2
        60
        """;

    private static readonly JsonSerializerOptions Shown = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task Examples_OfTheDocument_AreWhatIsAnswered()
    {
        var seen = Seen.After(Failover);
        await using var rig = await ApiRig.StartAsync(seen);
        rig.Sentinels =
        [
            .. seen.State.Sentinels.Values.Select(sentinel =>
                new SentinelWatchStatus("local", sentinel.Address, true, sentinel.Id, SentinelWatchState.Watching, seen.Now.AddMilliseconds(-310), 0, 0, null)),
        ];
        rig.Destinations = [new DestinationStatus("mail", DestinationHealth.Working, 3, 0, 0, null, seen.Now)];
        rig.Services.GetRequiredService<FailoverBoard>().Put(new ClusterHealth(
            "local",
            seen.Now,
            [new MasterHealth { Cluster = "local", Master = "mymaster", Verdict = HealthVerdict.Ready, Reasons = ["one more sentinel and one more replica may die"], Margin = new HealthMargin { Sentinels = 1, Replicas = 1 } }],
            []));
        await rig.CommitAsync(seen.Told.Select(agreed => new RoutedEvent(agreed, ["mail"])));
        await rig.CommitAsync(Samples.Of(EventKind.HealthReported) with { AgreedAt = seen.Now });
        var before = Snapshot.Read("docs/api.md");
        var questions = Example().Matches(before).Select(example => example.Groups["path"].Value).ToList();
        Assert.True(questions.Count >= 10, $"{questions.Count} examples");
        var answers = new Dictionary<string, string>();
        foreach (var question in questions)
        {
            var asked = question
                .Replace("{incident}", seen.Told[0].Event.IncidentId.ToString(), StringComparison.Ordinal)
                .Replace("{event}", seen.Told[0].Event.EventId.ToString(), StringComparison.Ordinal);
            var (_, body) = await rig.AskAsync(asked);
            answers[question] = Short(body!)!.ToJsonString(Shown);
        }

        var after = Example().Replace(before, example => $"<!-- GET {example.Groups["path"].Value} -->\n```json\n{answers[example.Groups["path"].Value]}\n```");
        Snapshot.MatchInRepository("docs/api.md", after);
    }

    /// <summary>Of each list the first entry, and nothing that differs from build to build.</summary>
    private static JsonNode? Short(JsonNode? node) => node switch
    {
        JsonObject one => new JsonObject(one.Select(entry => KeyValuePair.Create(
            entry.Key,
            entry.Key switch
            {
                "version" => JsonValue.Create(((string)entry.Value!).Split('+')[0]),
                "traceId" => JsonValue.Create("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00"),
                "allowed" => entry.Value!.DeepClone(),
                _ => Short(entry.Value),
            }))),
        JsonArray { Count: > 0 } many => new JsonArray(Short(many[0])),
        _ => node?.DeepClone(),
    };

    [GeneratedRegex("<!-- GET (?<path>[^ ]+) -->\n```json\n(?<json>.*?)\n?```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
