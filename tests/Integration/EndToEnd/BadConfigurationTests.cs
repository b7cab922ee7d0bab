using System.Text.Json.Nodes;
using SentinelEvents.Lab;

namespace SentinelEvents.Integration.EndToEnd;

public sealed class BadConfigurationTests : IAsyncDisposable
{
    private const string Secret = "correct-horse-battery-staple";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly LabDirectory directory = LabDirectory.Create("bad-input");

    private string File => directory.File("sentinel-events.json");

    [Theory]
    [InlineData("run")]
    [InlineData("check")]
    [InlineData("events")]
    public async Task Command_ConfigurationWithMistakes_NamesThemAllWithTheirCuresAndNoSecret(string command)
    {
        var configuration = ServiceConfiguration.Of("local", ["127.0.0.1:26379", "127.0.0.1:0"])
            .WithCluster("Password", Secret)
            .WithCluster("SilenceLimits", "00:00:05");
        configuration["Bus"] = new JsonObject { ["Transport"] = "RabitMq", ["RabbitMq"] = new JsonObject { ["Uri"] = $"http://user:{Secret}@127.0.0.1/" } };
        configuration["Destinations"]!["hook"] = new JsonObject { ["Kind"] = "Webhook", ["Url"] = "/hook", ["Secrets"] = new JsonArray($"whsec_{Secret}") };
        configuration["Destinations"]!["mail"] = new JsonObject { ["Kind"] = "Emial" };
        await System.IO.File.WriteAllTextAsync(File, configuration.ToJsonString(), TestContext.Current.CancellationToken);

        var ended = await WorkerCommand.RunAsync(directory.Path, [command, "--config", File], Patience);

        Assert.Equal(2, ended.ExitCode);
        (string Path, string Cure)[] mistakes =
        [
            ("Clusters:0:Sentinels:1", "port from 1 to 65535"),
            ("Clusters:0:SilenceLimits", "Did you mean SilenceLimit?"),
            ("Bus:Transport", "Did you mean RabbitMq?"),
            ("Bus:RabbitMq:Uri", "Give amqp://"),
            ("Destinations:hook:Url", "Give an absolute http:// or https:// URL."),
            ("Destinations:hook:Secrets:0", "Give whsec_"),
            ("Destinations:mail:Kind", "Did you mean Email?"),
        ];
        Assert.All(mistakes, mistake => Assert.Contains(
            ended.Lines, line => line.TrimStart().StartsWith(mistake.Path + ": ", StringComparison.Ordinal) && line.Contains(mistake.Cure, StringComparison.Ordinal)));
        Assert.Contains(ended.Lines, line => line.Contains($"for {mistakes.Length} reasons", StringComparison.Ordinal));
        Assert.DoesNotContain(Secret, ended.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "Clusters": [ """)]
    [InlineData("not JSON at all")]
    [InlineData("")]
    [InlineData("[]")]
    public async Task Run_FileThatCannotBeRead_EndsAtOnceAndNamesTheFile(string text)
    {
        await System.IO.File.WriteAllTextAsync(File, text, TestContext.Current.CancellationToken);
        var ended = await WorkerCommand.RunAsync(directory.Path, ["run", "--config", File], Patience);
        Assert.Equal(2, ended.ExitCode);
        Assert.Contains(File, ended.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ended.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_NoFile_SaysWhichAndEnds()
    {
        var ended = await WorkerCommand.RunAsync(directory.Path, ["run", "--config", directory.File("nowhere.json")], Patience);
        Assert.Equal(2, ended.ExitCode);
        Assert.Contains("nowhere.json", ended.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_NamesEveryCommandAndOption()
    {
        var ended = await WorkerCommand.RunAsync(directory.Path, ["--help"], Patience);
        Assert.Equal(0, ended.ExitCode);
        Assert.All(["run", "check", "events", "--config", "SENTINELEVENTS__", "Exit codes"], text => Assert.Contains(text, ended.Text, StringComparison.Ordinal));
        var events = await WorkerCommand.RunAsync(directory.Path, ["events", "--help"], Patience);
        Assert.Equal(0, events.ExitCode);
        Assert.All(["--master", "--since", "--kind", "--format", "--cluster", "--limit"], text => Assert.Contains(text, events.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Command_Unknown_EndsWith2()
    {
        var ended = await WorkerCommand.RunAsync(directory.Path, ["chekc"], Patience);
        Assert.Equal(2, ended.ExitCode);
        Assert.Contains("chekc", ended.Text, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => directory.DisposeAsync();
}
