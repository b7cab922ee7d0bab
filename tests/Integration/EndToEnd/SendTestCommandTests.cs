using System.Text.Json.Nodes;
using SentinelEvents.Lab;

namespace SentinelEvents.Integration.EndToEnd;

/// <summary>The command send-test, against receivers that are there.</summary>
public sealed class SendTestCommandTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly string directory = Directory.CreateTempSubdirectory("send-test-").FullName;
    private WebhookSink sink = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        sink = await WebhookSink.StartAsync(Cancellation);
        var configuration = ServiceConfiguration.Of("local", ["127.0.0.1:26379"]).WithWebhook("hook", sink).WithWebhook("nobody", FreePorts.Take(), timeoutSeconds: 1);
        var destinations = configuration["Destinations"]!;
        destinations["mail"] = new JsonObject { ["Kind"] = "Email", ["From"] = "a@example.org", ["To"] = new JsonArray("b@example.org"), ["PickupDirectory"] = directory };
        destinations["alive"] = new JsonObject { ["Kind"] = "Heartbeat", ["Url"] = $"http://127.0.0.1:{sink.Port}/alive" };
        await File.WriteAllTextAsync(Path.Combine(directory, "sentinel-events.json"), configuration.ToJsonString(), Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await sink.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task SendTest_ReceiverTakesIt_IsDeliveredAndMarkedEachTimeWithANewId()
    {
        await GivesAsync(0, "Delivered to hook.", "--to", "hook");
        await GivesAsync(0, "Delivered to hook.", "--to", "hook", "--kind", "MasterDown");

        var events = sink.Requests.Select(request => JsonNode.Parse(request.Body.Span)!["data"]!).ToList();
        Assert.Equal(["MasterSwitched", "MasterDown"], events.Select(one => (string)one["kind"]!));
        Assert.All(events, one => Assert.Equal(("test", "this-is-a-test"), ((string)one["cluster"]!, (string)one["master"]!)));
        Assert.True((bool)events[0]["planned"]!);
        Assert.Equal(2, sink.Requests.Select(request => request.Headers["webhook-id"]).Distinct().Count());
        Assert.All(sink.Requests, request => Assert.Contains("webhook-signature", request.Headers.Keys, StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task SendTest_Mail_SubjectSaysThatItIsATest()
    {
        await GivesAsync(0, "Delivered to mail.", "--to", "mail");
        var mail = await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(directory, "*.eml")), Cancellation);
        Assert.Contains("test/this-is-a-test: planned master switch", mail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SendTest_DestinationOfOneKind_IsSentThatKind() => await GivesAsync(0, "HealthReported", "--to", "alive");

    [Fact]
    public async Task SendTest_NotDelivered_SaysWhyWithoutSecrets()
    {
        sink.AnswerWith(_ => new SinkAnswer.Status(400));
        await GivesAsync(1, "Not delivered to hook: Refused", "--to", "hook");
        await GivesAsync(1, "Not delivered to nobody: Unreachable", "--to", "nobody");
    }

    [Fact]
    public async Task SendTest_WhatCannotBe_SaysWhyAndTheCure()
    {
        await GivesAsync(2, "Did you mean hook? The configuration has: alive, hook, mail, nobody.", "--to", "hok");
        await GivesAsync(2, "Nothing is sent to the bus", "--to", "bus");
        await GivesAsync(2, "It takes: HealthReported.", "--to", "alive", "--kind", "MasterDown");
        await GivesAsync(2, "--to");
        await GivesAsync(0, "send-test --to mail", "--help");
        Assert.Empty(sink.Requests);
    }

    private async Task GivesAsync(int exitCode, string says, params string[] arguments)
    {
        var command = await WorkerCommand.RunAsync(directory, ["send-test", .. arguments, "--config", Path.Combine(directory, "sentinel-events.json")], Patience);
        Assert.True(command.ExitCode == exitCode && command.Text.Contains(says, StringComparison.Ordinal), $"{string.Join(' ', arguments)} gave {command.ExitCode}: {command.Text}");
        Assert.DoesNotContain(ServiceConfiguration.WebhookSecret, command.Text, StringComparison.Ordinal);
    }
}
