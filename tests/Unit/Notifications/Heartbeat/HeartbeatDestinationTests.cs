using SentinelEvents.Contracts;
using SentinelEvents.Tests;
using SentinelEvents.Unit.Delivery;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Notifications.Heartbeat;

namespace SentinelEvents.Unit.Notifications.Heartbeat;

public sealed class HeartbeatDestinationTests : RefusableDestinationCompliance
{
    private static readonly HealthReported Good = new() { EventId = new Guid("3f2b8c1e-5d0a-5c7e-9b1f-0a1b2c3d4e5f"), Report = "nightly", Cluster = "local" };

    private static readonly HealthFinding Critical = new()
    {
        Rule = "SE001",
        Severity = Severity.Critical,
        Cluster = "local",
        Subject = "mymaster",
        Title = "t",
        Evidence = "e",
        Why = "w",
        Cure = "c",
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private protected override IReadOnlyList<EventKind> Kinds => [EventKind.HealthReported];

    [Theory]
    [InlineData(HealthVerdict.Ready, false, true, "GET /t0ken?key=hush")]
    [InlineData(HealthVerdict.AtRisk, false, true, "GET /t0ken?key=hush")]
    [InlineData(HealthVerdict.Unknown, false, true, "GET /t0ken?key=hush")]
    [InlineData(HealthVerdict.AtRisk, true, true, "GET /t0ken/fail")]
    [InlineData(HealthVerdict.WouldFail, false, true, "GET /t0ken/fail")]
    [InlineData(HealthVerdict.WouldFail, true, false, "GET /t0ken?key=hush")]
    public async Task Deliver_Report_CallsTheUrlOfWhatItSays(HealthVerdict verdict, bool critical, bool withFailUrl, string call)
    {
        await using var rig = await HeartbeatRig.StartAsync(_ => Task.CompletedTask, withFailUrl: withFailUrl);
        var outcome = await rig.Destination.DeliverAsync(Good with { Verdict = verdict, Findings = critical ? [Critical] : [] }, Cancellation);
        Assert.IsType<DeliveryOutcome.Delivered>(outcome);
        Assert.Equal([call], rig.Calls);
    }

    [Fact]
    public async Task Deliver_AnotherKind_IsRejectedWithoutACall()
    {
        await using var rig = await HeartbeatRig.StartAsync(_ => Task.CompletedTask);
        Assert.IsType<DeliveryOutcome.Rejected>(await rig.Destination.DeliverAsync(Samples.Of(EventKind.MasterSwitched), Cancellation));
        Assert.Empty(rig.Calls);
    }

    [Fact]
    public async Task Deliver_Redirect_IsNotFollowed()
    {
        await using var rig = await HeartbeatRig.StartAsync(context =>
        {
            context.Response.StatusCode = 302;
            context.Response.Headers.Location = "/elsewhere";
            return Task.CompletedTask;
        });
        Assert.Equal(DeliveryReason.BadAnswer, Assert.IsType<DeliveryOutcome.Retry>(await rig.Destination.DeliverAsync(Good, Cancellation)).Reason);
        Assert.Single(rig.Calls);
    }

    [Fact]
    public async Task ToString_Always_ShowsNoSecret()
    {
        await using var rig = await HeartbeatRig.StartAsync(_ => Task.CompletedTask);
        Assert.All(rig.Secrets, secret => Assert.DoesNotContain(secret, rig.Options.ToString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://hc.example/t", null)]
    [InlineData("https://hc.example/t", "https://hc.example/t/fail")]
    [InlineData("/t", null, "Url")]
    [InlineData("https://hc.example/t", "fail", "FailUrl")]
    public void Validate_Urls_AreAbsolute(string url, string? fail, params string[] keys) => Assert.Equal(
        keys,
        HeartbeatValidator.Validate(new HeartbeatOptions { Kind = "Heartbeat", Url = url, FailUrl = fail }).Select(mistake => mistake.Key));

    private protected override async Task<DestinationRig> StartAsync(Reply reply) =>
        await HeartbeatRig.StartAsync(context => LoopbackServer.AnswerAsync(reply, context), there: reply != Reply.NotThere);
}
