using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using SentinelEvents.Integration.EndToEnd;
using SentinelEvents.Integration.Lab;
using SentinelEvents.Lab;

namespace SentinelEvents.Integration.Downstream;

/// <summary>What the samples promise to those who copy them, over real servers.</summary>
[Collection(SharedDeployment.Name)]
public sealed class SampleTests(DeploymentFixture deployments, RabbitMqFixture rabbit)
{
    private const string Cluster = "samples";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Samples_AtTheStartAndAfterAFailover_KnowTheMaster()
    {
        RequiresServer.OrSkip(ServerKind.Redis, ServerKind.RabbitMq, ServerKind.Pika);
        var deployment = await deployments.GetAsync(Cancellation);
        var broker = await rabbit.GetAsync();
        var port = FreePorts.Take();
        var configuration = ServiceConfiguration.Of(Cluster, deployment.SentinelAddresses).WithBus(broker.Uri).WithWebhook("hook", port, timeoutSeconds: 10);
        var address = configuration["Http"]!["Url"]!.GetValue<string>();
        await using var receiver = await StartAsync("webhook-receiver", ServerPrograms.Python, FileOf("webhook-receiver/receive.py"), port.ToString(CultureInfo.InvariantCulture), "whsec_c29tZWJvZHkgZWxzZSdzIHNlY3JldA==", ServiceConfiguration.WebhookSecret);
        await using var service = await RunningService.StartAsync(configuration, deployment);
        await service.JudgeAsync(null, async () =>
        {
            await service.UntilFollowingAsync(3, Cancellation);
            var first = await deployment.CurrentMasterAsync(cancellation: Cancellation);
            var name = Assert.Single(JsonNode.Parse(await HttpAsync($"{address}/api/masters"))!["items"]!.AsArray())!["master"]!.GetValue<string>();
            await using var follower = await StartAsync("FollowMaster", ServerPrograms.DotNet, FollowMaster, broker.Uri.ToString(), Cluster, name);
            await using var raw = await StartAsync("follow-raw", ServerPrograms.Python, FileOf("follow-raw/follow.py"), broker.Uri.ToString(), Cluster, name, address);
            await SaysAsync(follower, $"master is 127.0.0.1:{first.Port} at epoch ");
            await SaysAsync(raw, $"master is 127.0.0.1:{first.Port} at epoch ");

            await Failover.MakeAsync(deployment, planned: true, Cancellation);
            var second = await deployment.CurrentMasterAsync(cancellation: Cancellation);
            await SaysAsync(follower, $"master is 127.0.0.1:{second.Port} at epoch ");
            await SaysAsync(raw, $"master is 127.0.0.1:{second.Port} at epoch ");
            await SaysAsync(receiver, $"MasterSwitched {Cluster} {name} ");

            // Twice at the start, by question and by event, would be twice too many.
            Assert.All([follower, raw], sample => Assert.Equal(2, sample.Lines.Count(line => line.StartsWith("master is ", StringComparison.Ordinal))));
            await service.StopAsync();
        });
    }

    [Fact]
    public async Task Receiver_OfForgedOldAndRepeatedRequests_TakesTheGenuineOnce()
    {
        RequiresServer.OrSkip(ServerKind.Smtp);
        var port = FreePorts.Take();
        await using var receiver = await StartAsync("webhook-receiver", ServerPrograms.Python, FileOf("webhook-receiver/receive.py"), port.ToString(CultureInfo.InvariantCulture), ServiceConfiguration.WebhookSecret);
        const string Body = """{"data":{"kind":"MasterSwitched","cluster":"local","master":"mymaster","epoch":7,"eventId":"e1"}}""";
        var now = TimeProvider.System.GetUtcNow();
        using var http = new HttpClient();
        await Eventually.BecomesAsync("the receiver listens", async _ => await PostAsync("m0", now, Body, "v1,wrong") == 401 ? null : "it does not", Patience, cancellation: Cancellation);

        Assert.Equal(204, await PostAsync("m1", now, Body, Sign("m1", now)));
        Assert.Equal(204, await PostAsync("m1", now, Body, Sign("m1", now)));
        Assert.Equal(401, await PostAsync("m2", now, Body.Replace('7', '8'), Sign("m2", now)));
        var old = now.AddMinutes(-6);
        Assert.Equal(401, await PostAsync("m3", old, Body, Sign("m3", old)));
        await SaysAsync(receiver, "MasterSwitched local mymaster 7 e1");
        Assert.Single(receiver.Lines, line => line.StartsWith("MasterSwitched", StringComparison.Ordinal));

        static string Sign(string id, DateTimeOffset at) =>
            WebhookSignature.HeaderFor(ServiceConfiguration.WebhookSecret, id, Seconds(at), Encoding.UTF8.GetBytes(Body));

        static string Seconds(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

        async Task<int> PostAsync(string id, DateTimeOffset at, string body, string signature)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"http://127.0.0.1:{port}/hook")) { Content = new StringContent(body) };
            request.Headers.Add("webhook-id", id);
            request.Headers.Add("webhook-timestamp", Seconds(at));
            request.Headers.TryAddWithoutValidation("webhook-signature", signature);
            try
            {
                using var response = await http.SendAsync(request, Cancellation);
                return (int)response.StatusCode;
            }
            catch (HttpRequestException)
            {
                return 0;
            }
        }
    }

    private static string FollowMaster => FileOf($"FollowMaster/bin/{new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name}/net10.0/follow-master.dll");

    private static string FileOf(string sample) => RepositoryFiles.PathOf(Path.Combine("samples", sample));

    private static Task<ServerProcess> StartAsync(string name, string program, params IReadOnlyList<string> arguments) =>
        ServerProcess.StartAsync(new ServerCommand { Name = name, FileName = program, Arguments = arguments, WorkingDirectory = Path.GetTempPath() });

    private static Task SaysAsync(ServerProcess sample, string start) => Eventually.BecomesAsync(
        $"{sample.Command.Name} says \"{start}\"", () => sample.Lines.Any(line => line.StartsWith(start, StringComparison.Ordinal)) ? null : sample.LogTail(), Patience, cancellation: Cancellation);

    private static async Task<string> HttpAsync(string address)
    {
        using var client = new HttpClient();
        return await client.GetStringAsync(new Uri(address), Cancellation);
    }
}
