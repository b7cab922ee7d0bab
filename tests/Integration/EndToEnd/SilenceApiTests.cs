using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SentinelEvents.Contracts;
using SentinelEvents.Lab;

namespace SentinelEvents.Integration.EndToEnd;

/// <summary>Somebody who is on call asks the running service for quiet, and for one event once more.</summary>
[Collection(BusyDeployment.Name)]
public sealed class SilenceApiTests(BusyDeploymentFixture deployments)
{
    private const string Key = "correct-horse-battery-staple";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_ASilenceIsAskedForAndEnded_HoldsWhatHappensMeanwhileAndNothingAfter()
    {
        RequiresServer.OrSkip(ServerKind.Redis);
        var deployment = await deployments.GetAsync(Cancellation);
        await using var hook = await WebhookSink.StartAsync(Cancellation);
        var configuration = ServiceConfiguration.Of("local", deployment.SentinelAddresses).WithWebhook("hook", hook);
        await using var service = await RunningService.StartAsync(configuration, deployment, new Dictionary<string, string?> { ["SENTINELEVENTS__Http__ApiKey"] = Key });
        using var http = new HttpClient { BaseAddress = new Uri(configuration["Http"]!["Url"]!.GetValue<string>()) };
        await service.JudgeAsync(null, async () =>
        {
            await service.UntilFollowingAsync(3, Cancellation);

            // Reading on this machine is free; changing something is not, nor is reading through a proxy.
            Assert.Contains("sentinelevents_", await http.GetStringAsync(At("/metrics"), Cancellation), StringComparison.Ordinal);
            var wish = new { name = "move", duration = "01:00:00", author = "ada", comment = "CHG-1207", match = new { kinds = new[] { "MasterSwitched" } } };
            Assert.Equal(HttpStatusCode.Unauthorized, (await http.PostAsJsonAsync(At("/api/silences"), wish, Cancellation)).StatusCode);
            using (var forwarded = new HttpRequestMessage(HttpMethod.Get, At("/metrics")) { Headers = { { "X-Forwarded-For", "192.0.2.7" } } })
            {
                Assert.Equal(HttpStatusCode.Unauthorized, (await http.SendAsync(forwarded, Cancellation)).StatusCode);
            }

            http.DefaultRequestHeaders.Add("X-Api-Key", Key);
            using var created = await http.PostAsJsonAsync(At("/api/silences"), wish, Cancellation);
            Assert.Equal(HttpStatusCode.Created, created.StatusCode);
            await Failover.MakeAsync(deployment, planned: true, Cancellation);
            JsonNode? held = null;
            await Eventually.BecomesAsync(
                "the switch is held",
                async _ =>
                {
                    var text = (await service.Worker.RunAsync(Patience, "deliveries", "--state", "Held", "--format", "json")).Text;
                    held = JsonNode.Parse(text)!.AsArray().FirstOrDefault(one => one!["kind"]!.GetValue<string>() == nameof(MasterSwitched));
                    return held is not null ? null : text;
                },
                Patience,
                cancellation: Cancellation);
            Assert.StartsWith("silence move by ada until ", held!["detail"]!.GetValue<string>(), StringComparison.Ordinal);
            Assert.EndsWith(": CHG-1207", held["detail"]!.GetValue<string>(), StringComparison.Ordinal);
            await ToldAsync(hook, EventKind.FailoverCompleted, 1);
            Assert.Equal(0, Told(hook, EventKind.MasterSwitched));

            // What is held is told to whoever asks for it by name.
            using var asked = await http.PostAsync(At($"/api/deliveries/{held["id"]}/redeliver"), null, Cancellation);
            Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
            await ToldAsync(hook, EventKind.MasterSwitched, 1);

            using var ended = await http.DeleteAsync(At(created.Headers.Location!.ToString()), Cancellation);
            Assert.Equal(HttpStatusCode.OK, ended.StatusCode);
            await Failover.MakeAsync(deployment, planned: true, Cancellation);
            await ToldAsync(hook, EventKind.MasterSwitched, 2);
            await service.StopAsync();
            Assert.DoesNotContain(service.Worker.Process.Lines, line => line.Contains(Key, StringComparison.Ordinal));
        });
    }

    private static Uri At(string path) => new(path, UriKind.Relative);

    private static int Told(WebhookSink hook, EventKind kind) => hook.Requests.Count(request => Receivers.EventOf(request).Kind == kind);

    private static Task ToldAsync(WebhookSink hook, EventKind kind, int count) => Eventually.BecomesAsync(
        $"{count} {kind} by webhook", () => Told(hook, kind) is var told && told == count ? null : $"{told}", Patience, cancellation: Cancellation);
}
