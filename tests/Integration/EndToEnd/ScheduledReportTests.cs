using System.Text.Json.Nodes;
using SentinelEvents.Contracts;
using SentinelEvents.Integration.Lab;
using SentinelEvents.Lab;
using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Integration.EndToEnd;

[Collection(SharedDeployment.Name)]
public sealed class ScheduledReportTests(DeploymentFixture deployments, RabbitMqFixture rabbit)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly OftenReported often = new(4);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_ReportsAreDue_EachTimeIsReportedOnceAndAStopIsMadeUpForOnce()
    {
        RequiresServer.OrSkip(ServerKind.Redis, ServerKind.RabbitMq, ServerKind.Smtp);
        await using var receivers = await Receivers.StartAsync("reported", rabbit, Cancellation);
        await using var alive = await WebhookSink.StartAsync(Cancellation);
        var deployment = await deployments.GetAsync(Cancellation);
        var configuration = receivers.Configuration(deployment);
        configuration["Destinations"]!["alive"] = new JsonObject { ["Kind"] = "Heartbeat", ["Url"] = $"http://127.0.0.1:{alive.Port}/t0ken" };
        configuration["Reports"] = often.Configuration("mail", "alive");
        await using var service = await RunningService.StartAsync(configuration, deployment);
        await service.JudgeAsync(receivers, async () =>
        {
            await service.UntilFollowingAsync(3, Cancellation);
            await OftenReported.ByAllAsync(receivers, 3, Patience, Cancellation);
            await service.Worker.KillAsync();
            var from = TimeProvider.System.GetUtcNow();
            Assert.DoesNotContain(service.Worker.Process.Lines, line => line.Contains("was missed", StringComparison.Ordinal));
            Assert.DoesNotContain(service.Worker.Process.Lines, line => line.Contains("t0ken", StringComparison.Ordinal));
            await often.PassAsync(4, Patience, Cancellation);
            var to = TimeProvider.System.GetUtcNow();

            var before = OftenReported.OnBus(receivers).Count;
            await service.Worker.StartAgainAsync();
            await service.Worker.WaitForLineAsync("makes up for one", line => line.Contains("was missed", StringComparison.Ordinal), Patience, Cancellation);
            await OftenReported.ByAllAsync(receivers, before + 2, Patience, Cancellation);
            await service.StopAsync();

            Assert.Single(service.Worker.Process.Lines, line => line.Contains("was missed", StringComparison.Ordinal));
            var kept = (await JournalReading.OfAsync(service.Worker)).Where(entry => entry.Event is HealthReported).ToList();
            var ids = kept.Select(entry => entry.Event.EventId).ToList();
            Assert.Distinct(ids);
            Assert.InRange(often.IdsBetween(from, to).Count(ids.Contains), 0, 1);
            var all = often.IdsBetween(kept[0].Event.AgreedAt.AddMinutes(-1), TimeProvider.System.GetUtcNow()).ToHashSet();
            Assert.All(ids, id => Assert.Contains(id, all));
            OftenReported.IsToldAsJournalled(kept, receivers);
            Assert.All(kept, entry => Assert.Equal(["alive", "bus", "mail"], entry.Deliveries.Keys.Order(StringComparer.Ordinal)));
            Assert.DoesNotContain(await JournalReading.OfAsync(service.Worker), entry => entry.Event is not HealthReported && entry.Deliveries.ContainsKey("alive"));
            var calls = kept.Count(entry => entry.Deliveries["alive"] == nameof(DeliveryState.Delivered));
            Assert.InRange(calls, kept.Count - 1, kept.Count);
            Assert.True(alive.Requests.Count >= calls, $"{alive.Requests.Count} calls for {calls} reports");
            Assert.All(OftenReported.OnBus(receivers), report => Assert.Equal(HealthVerdict.Ready, report.Verdict == HealthVerdict.AtRisk ? HealthVerdict.Ready : report.Verdict));
            var mail = receivers.Smtp.Messages.Select(message => message.Parse()).First(message => message.Headers["X-SentinelEvents-Kind"] == nameof(EventKind.HealthReported));
            Assert.Contains(mail.BodyParts, part => part.ContentType.IsMimeType("image", "png"));
        });
    }
}
