using System.CommandLine;
using System.Net;
using System.Text.Json.Nodes;
using SentinelEvents.Unit.Configuration;
using SentinelEvents.Unit.Status;
using SentinelEvents.Worker.Commands;

namespace SentinelEvents.Unit.Commands;

public sealed class HealthCommandTests : ConfigurationFixture
{
    [Theory]
    [InlineData("http://127.0.0.1:8080", "http://127.0.0.1:8080/health/ready")]
    [InlineData("http://192.0.2.7:8080/", "http://192.0.2.7:8080/health/ready")]
    [InlineData("http://0.0.0.0:8080", "http://127.0.0.1:8080/health/ready")]
    [InlineData("http://*:8080", "http://127.0.0.1:8080/health/ready")]
    [InlineData("https://+:8443", "https://127.0.0.1:8443/health/ready")]
    [InlineData("http://[::]:8080", "http://[::1]:8080/health/ready")]
    public void ReadyAt_Binding_IsWhereItIsReachedFromTheSameMachine(string binding, string expected) =>
        Assert.Equal(expected, HealthCommand.ReadyAt(binding).ToString());

    [Theory]
    [InlineData(true, "details")]
    [InlineData(false, "a word")]
    public async Task Invoke_WhereThisMachineIsNoNearerThanOthers_PresentsTheKeyOfTheConfiguration(bool withKey, string expected)
    {
        await using var server = await GuardedServer.StartAsync(remote: IPAddress.Parse("192.0.2.7"));
        var json = Good();
        json["Http"] = new JsonObject { ["Url"] = server.Address.ToString(), ["ApiKeyFile"] = withKey ? WriteFile("key", GuardedServer.Key) : null };
        var file = new Option<string>("--config") { Recursive = true };
        var root = new RootCommand { file, new HealthCommand(new CommandConfiguration(file, [])).Command };
        using var output = new StringWriter();
        var exit = await root.Parse(["health", "--config", WriteFile("health.json", json.ToJsonString())])
            .InvokeAsync(new InvocationConfiguration { Output = output }, TestContext.Current.CancellationToken);
        Assert.Equal((ExitCode.Good, expected), (exit, output.ToString().Trim()));
    }
}
