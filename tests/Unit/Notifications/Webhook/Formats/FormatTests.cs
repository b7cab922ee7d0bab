using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using SentinelEvents.Contracts;
using SentinelEvents.Tests;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Notifications.Webhook;
using SentinelEvents.Worker.Notifications.Webhook.Formats;

namespace SentinelEvents.Unit.Notifications.Webhook.Formats;

/// <summary>What holds for every format.</summary>
public sealed class FormatTests
{
    private const string Hostile = "<!channel> @here <at>all</at> *bold* _it_ ~no~ `code` [x](http://evil.example) &amp; |\n# head\r\n{{ url }} \"}";

    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string, EventKind> Cases
    {
        get
        {
            var data = new TheoryData<string, EventKind>();
            foreach (var name in FormatCases.All.Keys)
            {
                foreach (var kind in Samples.Kinds)
                {
                    data.Add(name, kind);
                }
            }

            return data;
        }
    }

    public static TheoryData<string> Names => FormatCases.Names;

    [Fact]
    public void Cases_HaveEveryFormat() =>
        Assert.Equal(Enum.GetValues<WebhookFormat>(), FormatCases.All.Values.Select(options => options.Format).Distinct());

    [Theory]
    [MemberData(nameof(Cases))]
    public void Write_OfEveryKind_IsAsApproved(string name, EventKind kind)
    {
        var shown = new StringBuilder();
        foreach (var message in FormatCases.Write(name, Notification.Of(Samples.Of(kind))))
        {
            shown.Append(message.ContentType).Append('\n');
            foreach (var (header, value) in message.Headers)
            {
                shown.Append(header).Append(": ").Append(value).Append('\n');
            }

            // An event as JSON has its own snapshots, and a report is long.
            shown.Append(kind == EventKind.HealthReported && name is "CloudEventsBinary" or "Template" ? "" : JsonNode.Parse(message.Body)!.ToJsonString(Layout)).Append("\n\n");
        }

        Snapshot.Match($"Notifications/Golden/Webhook/{name}/{kind}.txt", shown.Length > 0 ? shown.ToString() : "nothing is sent");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Write_OfEveryKind_FitsTheRecordedSchema(string name, EventKind kind)
    {
        var sample = Samples.Of(kind);
        foreach (var notification in new[] { Notification.Of(sample), Notification.Of(Named(sample, Hostile)), Several(name, sample) })
        {
            Assert.All(FormatCases.Write(name, notification), message => Fits(name, message.Body));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Write_LargeOnes_StayBelowTwentyKilobytes(string name)
    {
        var many = Several(name, [.. Enumerable.Repeat(Samples.Kinds, 10).SelectMany(kinds => kinds).Select(Samples.Of)]);
        var wide = Notification.Of((SentinelDown)Samples.Of(EventKind.SentinelDown) with { Masters = [.. Enumerable.Range(0, 500).Select(index => $"主{index}主主主主主主主主主主")] });
        var hostile = Notification.Of(Named(Samples.Of(EventKind.MasterSwitched), string.Concat(Enumerable.Repeat("<&>🔴", 2000))));
        foreach (var notification in new[] { Notification.Of(BigSamples.Report(500)), many, wide, hostile })
        {
            // CloudEvents carries the name of a master as an attribute, whole: Sentinel itself does not take one that long.
            if (notification != hostile || !name.StartsWith("CloudEvents", StringComparison.Ordinal))
            {
                Assert.All(FormatCases.Write(name, notification), message =>
                {
                    // How often a template says a thing is the operator's affair.
                    Assert.InRange(Encoding.UTF8.GetByteCount(message.Body), 1, name == "Template" ? int.MaxValue : SmallBody.Limit);
                    Fits(name, message.Body);
                });
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Write_HostileName_StaysText(string name)
    {
        foreach (var message in FormatCases.Write(name, Notification.Of(Named(Samples.Of(EventKind.MasterDown), Hostile))))
        {
            // JSON stays JSON whatever a name holds.
            var body = JsonNode.Parse(message.Body)!;
            Assert.All(message.Headers, header => Assert.DoesNotContain(header.Value, character => character is < ' ' or > '~'));
            switch (name)
            {
                case "Slack":
                    Assert.DoesNotContain("<", message.Body, StringComparison.Ordinal);
                    Assert.DoesNotContain("mrkdwn", message.Body, StringComparison.Ordinal);
                    Assert.Contains("&lt;!channel&gt;", message.Body, StringComparison.Ordinal);
                    break;
                case "Teams":
                    // The elements whose text is read as Markdown.
                    Assert.DoesNotContain("\"TextBlock\"", message.Body, StringComparison.Ordinal);
                    Assert.DoesNotContain("FactSet", message.Body, StringComparison.Ordinal);
                    Assert.DoesNotContain("entities", message.Body, StringComparison.Ordinal);
                    break;
                case "PagerDuty":
                    Assert.DoesNotContain('\n', (string)body["payload"]!["summary"]!);
                    break;
            }
        }
    }

    [Theory]
    [InlineData("Slack")]
    [InlineData("Teams")]
    [InlineData("AlertmanagerWebhook")]
    [InlineData("Alertmanager")]
    public void Write_SeveralEvents_SaysEachOfThem(string name)
    {
        SentinelEvent[] events = [Samples.Of(EventKind.SentinelDown), Samples.Of(EventKind.MasterDown), Samples.Of(EventKind.QuorumLost)];
        var body = FormatCases.Write(name, new Notification { Events = events, Reminder = 2, Flaps = 3 }).Single().Body;
        Assert.Contains("sentinel down", body, StringComparison.Ordinal);
        Assert.Contains("master down", body, StringComparison.Ordinal);
        Assert.Contains("quorum lost", body, StringComparison.Ordinal);
        if (WebhookFormats.Of(FormatCases.All[name].Format).ForPeople)
        {
            Assert.Contains("Reminder 2", body, StringComparison.Ordinal);
            Assert.Contains("3 times", body, StringComparison.Ordinal);
        }
    }

    private static Notification Several(string name, params SentinelEvent[] events) =>
        WebhookFormats.Of(FormatCases.All[name].Format).Groups ? new Notification { Events = [.. events, Samples.Of(EventKind.MasterDown)] } : Notification.Of(events[^1]);

    private static SentinelEvent Named(SentinelEvent sample, string name) => sample.Master is null ? sample : sample with { Master = name };

    private static void Fits(string name, string body)
    {
        using var document = JsonDocument.Parse(body);
        if (Schemas.TryGetValue(name, out var schema))
        {
            var verdict = schema.Evaluate(document.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List, RequireFormatValidation = true });
            Assert.True(verdict.IsValid, string.Join('\n', verdict.Details.Where(detail => detail.HasErrors).Select(detail => $"{detail.InstanceLocation}: {string.Join("; ", detail.Errors!.Values)}")) + "\n" + body);
        }
    }

    private static readonly Dictionary<string, JsonSchema> Schemas = new[] { "Slack", "Teams", "PagerDuty", "AlertmanagerWebhook", "Alertmanager", "CloudEvents" }
        .ToDictionary(name => name, name => JsonSchema.FromText(Snapshot.Read($"tests/Unit/Notifications/Webhook/Schemas/{name}.json")));
}
