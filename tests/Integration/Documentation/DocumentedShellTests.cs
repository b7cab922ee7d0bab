using System.Globalization;
using System.Text.Json.Nodes;
using SentinelEvents.Integration.EndToEnd;
using SentinelEvents.Lab;
using SentinelEvents.Unit.Documentation;

namespace SentinelEvents.Integration.Documentation;

/// <summary>Every command of the documentation that is not tried elsewhere is run as it stands there, beside a service that has something to tell.</summary>
public sealed class DocumentedShellTests
{
    private const string Key = "0123456789abcdef0123456789abcdef";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    /// <summary>These end with 1 where a deployment on one host gives them something to find.</summary>
    private static readonly IReadOnlyList<string> MayFind = ["sentinel-events check", "sentinel-events report"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Commands_OfEveryPage_DoWhatTheyAreFor()
    {
        RequiresServer.OrSkip(ServerKind.Redis);
        await using var fixture = new Deployment();
        var deployment = await fixture.GetAsync(Cancellation);
        await using var refusing = await WebhookSink.StartAsync(Cancellation);
        await using var taking = await WebhookSink.StartAsync(Cancellation);
        refusing.AnswerWith(_ => new SinkAnswer.Status(400));
        await using var directory = LabDirectory.Create("documented");
        var configuration = Configuration(deployment, refusing, taking, directory);
        await using var service = await RunningService.StartAsync(configuration, deployment);
        await service.JudgeAsync(null, async () =>
        {
            await service.UntilFollowingAsync(3, Cancellation);
            await Failover.MakeAsync(deployment, planned: true, Cancellation);
            await service.Worker.WaitUntilAsync(
                "a switch that the hook refused",
                _ => Task.FromResult(refusing.Requests.Count >= 2 ? null : $"{refusing.Requests.Count} requests"),
                Patience,
                Cancellation);
            refusing.AnswerWith(_ => new SinkAnswer.Status(204));
            var lines = Lines();
            Assert.InRange(lines.Count, 25, 200);

            await using var page = new PageScript(await SpeltAsync(service, deployment, configuration));
            var config = Directory.CreateDirectory(Path.Combine(page.Place, "config"));
            await File.WriteAllTextAsync(Path.Combine(config.FullName, "sentinel-events.json"), configuration.ToJsonString(), Cancellation);
            var home = Path.Combine(page.Place, "curl");
            // An answer that is an error ends curl with one.
            await File.WriteAllTextAsync(home, "fail-with-body\nsilent\nshow-error\n", Cancellation);
            var results = await page.RunAsync([.. lines.Select(line => line.Command.Replace("curl ", $"curl -K {home} ", StringComparison.Ordinal))], Patience);

            var bad = results.Zip(lines).Where(one => one.First.ExitCode != 0 && !(one.First.ExitCode == 1 && MayFind.Any(start => one.Second.Command.StartsWith(start, StringComparison.Ordinal))))
                .Select(one => $"{one.Second.Block}: {one.Second.Command}\nended with {one.First.ExitCode}: {one.First.Output}").ToList();
            Assert.True(bad.Count == 0, string.Join('\n', bad));
            Assert.All(results.Zip(lines).Where(one => one.Second.Command.StartsWith("redis-cli", StringComparison.Ordinal)), one => Assert.DoesNotMatch("^(ERR|NO|WRONG)", one.First.Output.Replace("NOQUORUM", "", StringComparison.Ordinal)));
            await service.StopAsync();
        });
    }

    [Fact]
    public async Task Lines_OfRedis_AreTaken()
    {
        RequiresServer.OrSkip(ServerKind.Redis);
        await using var fixture = new Deployment();
        var deployment = await fixture.GetAsync(Cancellation);
        var lines = DocumentedBlock.All.Where(block => block.Language == "redis").SelectMany(block => block.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => (Block: block, Line: line))).ToList();
        Assert.InRange(lines.Count, 3, int.MaxValue);
        foreach (var (block, line) in lines)
        {
            // A line of an ACL file says the same as the command.
            var words = (line.StartsWith("user ", StringComparison.Ordinal) ? $"ACL SETUSER {line[5..]}" : line).Split(' ');
            var reply = line.Contains("+sentinel|", StringComparison.Ordinal)
                ? await deployment.Sentinels[0].RunAsync(words, Cancellation)
                : await deployment.Nodes[0].RunAsync(words, Cancellation);
            Assert.True(reply.Text == "OK", $"{block}: {reply.Text}");
        }
    }

    /// <summary>Each command for itself, so that each has to end well.</summary>
    private static List<(DocumentedBlock Block, string Command)> Lines() =>
    [
        .. DocumentedBlock.All.Where(block => block.Language == "sh" && !TriedElsewhere.All.Any(listed => listed.IsOf(block)))
            .SelectMany(block => block.Text.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#').Select(line => (block, line))),
    ];

    private static async Task<Dictionary<string, string>> SpeltAsync(RunningService service, RedisDeployment deployment, JsonObject configuration)
    {
        var address = configuration["Http"]!["Url"]!.GetValue<string>()["http://".Length..];
        var master = await deployment.CurrentMasterAsync(cancellation: Cancellation);
        var rejected = JsonNode.Parse((await service.Worker.RunAsync(Patience, "deliveries", "--state", "Rejected", "--format", "json")).Text)!.AsArray();
        return new()
        {
            ["26379"] = deployment.Sentinels[0].Port.ToString(CultureInfo.InvariantCulture),
            ["6379"] = master.Port.ToString(CultureInfo.InvariantCulture),
            ["mymaster"] = master.MasterName,
            ["127.0.0.1:8080"] = address,
            ["events.example.org:8080"] = address,
            ["$KEY"] = Key,
            ["EVENT"] = rejected[0]!["eventId"]!.GetValue<string>(),
            ["DESTINATION"] = "hook",
            ["silences/ID"] = $"silences/$(curl -s http://{address}/api/silences | /usr/bin/python3 -c 'import json, sys; print(json.load(sys.stdin)[\"items\"][0][\"id\"])')",
        };
    }

    private static JsonObject Configuration(RedisDeployment deployment, WebhookSink refusing, WebhookSink taking, LabDirectory directory)
    {
        var configuration = ServiceConfiguration.Of("local", deployment.SentinelAddresses).WithWebhook("hook", refusing).WithWebhook("pager", taking);
        configuration["Destinations"]!["mail"] = new JsonObject { ["Kind"] = "Email", ["From"] = "a@example.org", ["To"] = new JsonArray("b@example.org"), ["PickupDirectory"] = directory.Subdirectory("mail") };
        configuration["Journal"] = new JsonObject { ["ConnectionString"] = $"Data Source={directory.File("journal.db")}" };
        configuration["Http"]!["ApiKey"] = Key;
        return configuration;
    }

    private sealed class Deployment : DeploymentFixture;
}
