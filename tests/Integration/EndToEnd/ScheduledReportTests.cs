using System.Globalization;
using System.Text.Json.Nodes;
using SentinelEvents.Contracts;
using SentinelEvents.Integration.Lab;
using SentinelEvents.Lab;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Integration.EndToEnd;

[Collection(SharedDeployment.Name)]
public sealed class ScheduledReportTests(DeploymentFixture deployments, RabbitMqFixture rabbit)
{
    private const int Every = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

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
        configuration["Reports"] = new JsonArray(new JsonObject
        {
            ["Name"] = "often",
            ["Cron"] = $"0/{Every} * * * * ?",
            ["To"] = new JsonArray("mail", "alive"),
        });
        await using var service = await RunningService.StartAsync(configuration, deployment);
        await service.JudgeAsync(receivers, async () =>
        {
            await service.UntilFollowingAsync(3, Cancellation);
            await ReportedAsync(receivers, 3);
            await service.Worker.KillAsync();
            var from = TimeProvider.System.GetUtcNow();
            Assert.DoesNotContain(service.Worker.Process.Lines, line => line.Contains("was missed", StringComparison.Ordinal));
            Assert.DoesNotContain(service.Worker.Process.Lines, line => line.Contains("t0ken", StringComparison.Ordinal));
            await Eventually.BecomesAsync(
                "several times have passed without the service",
                () => TimeProvider.System.GetUtcNow() - from is var passed && passed > TimeSpan.FromSeconds(4 * Every) ? null : passed.ToString(),
                Patience,
                cancellation: Cancellation);
            var to = TimeProvider.System.GetUtcNow();

            var before = Reports(receivers).Count;
            await service.Worker.StartAgainAsync();
            await service.Worker.WaitForLineAsync("makes up for one", line => line.Contains("was missed", StringComparison.Ordinal), Patience, Cancellation);
            await ReportedAsync(receivers, before + 2);
            await service.StopAsync();

            Assert.Single(service.Worker.Process.Lines, line => line.Contains("was missed", StringComparison.Ordinal));
            var kept = (await JournalReading.OfAsync(service.Worker)).Where(entry => entry.Event is HealthReported).ToList();
            var ids = kept.Select(entry => entry.Event.EventId).ToList();
            Assert.Distinct(ids);
            Assert.InRange(DueBetween(from, to).Count(due => ids.Contains(IdOf(due))), 0, 1);
            var all = DueBetween(kept[0].Event.AgreedAt.AddMinutes(-1), TimeProvider.System.GetUtcNow()).Select(IdOf).ToHashSet();
            Assert.All(ids, id => Assert.Contains(id, all));
            Assert.Equal(ids.Order(), Reports(receivers).Select(report => report.EventId).Distinct().Order());
            Assert.Equal(ids.Order(), receivers.ByMail.Where(told => told.Kind == EventKind.HealthReported).Select(told => told.EventId).Distinct().Order());
            Assert.All(kept, entry => Assert.Equal(["alive", "bus", "mail"], entry.Deliveries.Keys.Order(StringComparer.Ordinal)));
            Assert.DoesNotContain(await JournalReading.OfAsync(service.Worker), entry => entry.Event is not HealthReported && entry.Deliveries.ContainsKey("alive"));
            Assert.True(alive.Requests.Count >= ids.Count, $"{alive.Requests.Count} calls for {ids.Count} reports");
            Assert.All(Reports(receivers), report => Assert.Equal(HealthVerdict.Ready, report.Verdict == HealthVerdict.AtRisk ? HealthVerdict.Ready : report.Verdict));
            var mail = receivers.Smtp.Messages.Select(message => message.Parse()).First(message => message.Headers["X-SentinelEvents-Kind"] == nameof(EventKind.HealthReported));
            Assert.Contains(mail.BodyParts, part => part.ContentType.IsMimeType("image", "png"));
        });
    }

    private static Task ReportedAsync(Receivers receivers, int count) => Eventually.BecomesAsync(
        $"{count} reports on the bus and by mail",
        () => (Reports(receivers).Count, receivers.ByMail.Count(told => told.Kind == EventKind.HealthReported)) is var (bus, mail) && bus >= count && mail >= count
            ? null
            : $"{bus} on the bus, {mail} by mail",
        Patience,
        cancellation: Cancellation);

    private static IReadOnlyList<HealthReported> Reports(Receivers receivers) => [.. receivers.OnBus.OfType<HealthReported>()];

    private static IEnumerable<DateTimeOffset> DueBetween(DateTimeOffset from, DateTimeOffset to)
    {
        for (var second = from.ToUnixTimeSeconds() + 1; second <= to.ToUnixTimeSeconds(); second++)
        {
            if (second % 60 % Every == 0)
            {
                yield return DateTimeOffset.FromUnixTimeSeconds(second);
            }
        }
    }

    private static Guid IdOf(DateTimeOffset due) => EventKey.ToId(string.Create(CultureInfo.InvariantCulture, $"report/often/{due:O}"));
}
