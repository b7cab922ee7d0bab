using System.Globalization;
using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;
using SentinelEvents.Contracts;
using SentinelEvents.Lab;

namespace SentinelEvents.Integration.EndToEnd;

/// <summary>A failover of real sentinels, as whoever asks the service sees it.</summary>
[Collection(SharedDeployment.Name)]
public sealed class ApiTests(DeploymentFixture deployments)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_AFailover_IsSeenOnTheStreamAtOnceAndGoneOnWithAfterACut()
    {
        RequiresServer.OrSkip(ServerKind.Redis);
        var deployment = await deployments.GetAsync(Cancellation);
        var configuration = ServiceConfiguration.Of("local", deployment.SentinelAddresses);
        await using var service = await RunningService.StartAsync(configuration, deployment);
        using var client = new HttpClient { BaseAddress = new Uri(configuration["Http"]!["Url"]!.GetValue<string>()), Timeout = Patience };
        await service.JudgeAsync(null, async () =>
        {
            await service.UntilFollowingAsync(3, Cancellation);
            var old = await deployment.CurrentMasterAsync(cancellation: Cancellation);
            Assert.Equal(old.Port, (int)(await MasterAsync(client))["address"]!["port"]!);

            List<(SentinelEvent Event, long Sequence)> told = [];
            using (var stream = await OpenAsync(client, null))
            {
                var reading = ReadUntilAsync(stream, EventKind.MasterSwitched, told);
                await Failover.MakeAsync(deployment, planned: true, Cancellation);
                var delay = await reading;
                TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"from agreement to the reader: {delay.TotalMilliseconds:0} ms"));
                Assert.InRange(delay, TimeSpan.Zero, TimeSpan.FromSeconds(1));
            }

            // What came while nobody read is told behind the last that was read.
            using (var stream = await OpenAsync(client, told[^1].Sequence))
            {
                await ReadUntilAsync(stream, EventKind.FailoverCompleted, told);
            }

            var all = JsonNode.Parse(await client.GetStringAsync(new Uri("/api/events", UriKind.Relative), Cancellation))!["items"]!.AsArray();
            Assert.Equal(
                all.Select(item => (long)item!["sequence"]!).Where(sequence => sequence >= told[0].Sequence && sequence <= told[^1].Sequence),
                told.Select(one => one.Sequence));
            var now = await deployment.CurrentMasterAsync(cancellation: Cancellation);
            Assert.NotEqual(old.Port, now.Port);
            Assert.Equal(now.Port, (int)(await MasterAsync(client))["address"]!["port"]!);
            var incident = told.Single(one => one.Event.Kind == EventKind.MasterSwitched).Event.IncidentId;
            Assert.NotEmpty(JsonNode.Parse(await client.GetStringAsync(new Uri($"/api/incidents/{incident}", UriKind.Relative), Cancellation))!["timeline"]!["sentinels"]!.AsArray());

            // With a stream open the service stops as quickly as without.
            using var last = await OpenAsync(client, null);
            await service.StopAsync();
        });
    }

    private static async Task<JsonNode> MasterAsync(HttpClient client) =>
        Assert.Single(JsonNode.Parse(await client.GetStringAsync(new Uri("/api/masters", UriKind.Relative), Cancellation))!["items"]!.AsArray())!;

    private static async Task<HttpResponseMessage> OpenAsync(HttpClient client, long? after)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/stream");
        if (after is { } place)
        {
            request.Headers.Add("Last-Event-ID", place.ToString(CultureInfo.InvariantCulture));
        }

        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        return response.EnsureSuccessStatusCode();
    }

    /// <returns>How long after its agreement the last one came.</returns>
    private static async Task<TimeSpan> ReadUntilAsync(HttpResponseMessage response, EventKind kind, List<(SentinelEvent Event, long Sequence)> told)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        deadline.CancelAfter(Patience);
        await foreach (var item in SseParser.Create(await response.Content.ReadAsStreamAsync(deadline.Token)).EnumerateAsync(deadline.Token))
        {
            var at = TimeProvider.System.GetUtcNow();
            told.Add((SentinelEventJson.Deserialize(item.Data), long.Parse(item.EventId!, CultureInfo.InvariantCulture)));
            if (item.EventType == kind.ToString())
            {
                return at - told[^1].Event.AgreedAt;
            }
        }

        throw new LabException($"The stream ended before {kind}; it told of {string.Join(", ", told.Select(one => one.Event.Kind))}.");
    }
}
