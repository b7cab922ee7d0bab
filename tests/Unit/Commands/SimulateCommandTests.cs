using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SentinelEvents.Contracts;
using SentinelEvents.Tests;
using SentinelEvents.Unit.Configuration;
using SentinelEvents.Unit.Scenarios.Recordings;
using SentinelEvents.Worker.Commands;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Notifications;
using SentinelEvents.Worker.Notifications.Script;
using SentinelEvents.Worker.Simulation;
using Spectre.Console;

namespace SentinelEvents.Unit.Commands;

public sealed class SimulateCommandTests : IDisposable
{
    private readonly ServiceProvider services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddNotifications().BuildServiceProvider();

    private static string Example => RepositoryFiles.PathOf("docs/failover.scenario");

    public void Dispose() => services.Dispose();

    [Fact]
    public async Task Text_Scenario_IsAsApproved() => Snapshot.Match("Commands/Golden/simulate-scenario.txt", await TextAsync(StoryFile.Read(Example), withTexts: true));

    [Fact]
    public async Task Text_Recording_IsAsApproved() =>
        Snapshot.Match("Commands/Golden/simulate-recording.txt", await TextAsync(StoryFile.Read(RecordingFiles.PathOf("double-failover")), withTexts: false));

    [Fact]
    public async Task Text_HostileNames_MoveNoCursor()
    {
        var story = StoryFile.Read(Path.Combine(Path.GetDirectoryName(RecordingFiles.PathOf("x"))!, "..", "hostile-names.scenario"));
        Assert.DoesNotContain(await TextAsync(story, withTexts: true), character => char.IsControl(character) && character != '\n');
    }

    [Fact]
    public async Task Docs_ShowWhatTheExampleReallyLeadsTo() => Assert.Contains(
        string.Join('\n', (await TextAsync(StoryFile.Read(Example), withTexts: false)).TrimEnd().Split('\n')), File.ReadAllText(RepositoryFiles.PathOf("docs/simulate.md")), StringComparison.Ordinal);

    [Fact]
    public async Task Json_Scenario_HoldsEventsRoutesAndTexts()
    {
        var destinations = new Dictionary<string, DestinationOptions>(SimulateCommand.Examples)
        {
            ["hand"] = new ScriptOptions { Kind = "Script", Path = "/opt/notify.sh", Form = ScriptForm.ClientReconfig },
        };
        IReadOnlyList<RouteOptions> routes =
        [
            new() { Match = new() { MinSeverity = Severity.Critical }, To = ["mail", "hand"] },
            new() { Match = new() { Clusters = ["other"] }, To = ["hook"] },
            new() { Match = new() { Kinds = [EventKind.MasterSwitched] }, To = ["mail"] },
        ];
        var audience = new SimulatedAudience(destinations, services);
        var json = SimulationJson.Of(await SimulationRun.OfAsync(StoryFile.Read(Example), new DeliverySettings(destinations, routes, []), NotificationsRegistration.Kinds, TestContext.Current.CancellationToken), audience, withTexts: true);

        var events = json["events"]!.AsArray();
        Assert.Equal(
            ["MasterSuspected ", "MasterDown 0", "FailoverStarted ", "MasterSwitched 0,2", "FailoverCompleted ", "ReplicaDown "],
            events.Select(one => $"{one!["event"]!["kind"]} {string.Join(',', one["routes"]!.AsArray().Select(place => place!.ToString()))}"));
        Assert.Equal(["mail"], events[4]!["whereTold"]!.AsArray().Select(name => (string?)name));
        var told = json["told"]!.AsArray().Where(one => (string?)one!["destination"] != "bus").ToList();
        Assert.Equal(
            ["5.09 mail", "6.24 mail", "6.24 hand", "8.37 mail"],
            told.Select(one => $"{one!["after"]} {one["destination"]}"));
        Assert.Equal("'/opt/notify.sh' 'mymaster' 'leader' 'start' '10.0.0.1' '6379' '10.0.0.2' '6379'", (string?)told[2]!["text"]);
        Assert.StartsWith("To: ops@example.org\nSubject: [CRITICAL] local/mymaster: master switched", (string?)told[1]!["text"], StringComparison.Ordinal);
        Assert.Equal((string?)events[3]!["event"]!["eventId"], (string?)told[1]!["events"]![0]);
    }

    /// <summary>What waits is told in its time, also after the story's end; what is kept back says by which rule; what goes on for ever is not waited for.</summary>
    [Fact]
    public async Task Run_RoutesThatWaitRepeatAndASilence_ShowsWhatWouldBeToldWhenAndWhatNot()
    {
        var destinations = new Dictionary<string, DestinationOptions>(SimulateCommand.Examples)
        {
            ["hand"] = new ScriptOptions { Kind = "Script", Path = "/opt/notify.sh" },
        };
        var story = StoryFile.Read(Example);
        var settings = new DeliverySettings(
            destinations,
            [
                new() { Match = new() { Kinds = [EventKind.ReplicaDown] }, To = ["hook"], RepeatInterval = TimeSpan.FromMinutes(20) },
                new() { Match = new() { MinSeverity = Severity.Critical }, To = ["hook"], RepeatInterval = TimeSpan.FromMinutes(20) },
                new() { To = ["hand"] },
            ],
            [new() { Name = "patch", Start = story.Start, End = story.Start.AddSeconds(30), To = ["hand"] }]);
        var result = await SimulationRun.OfAsync(story, settings, NotificationsRegistration.Kinds, TestContext.Current.CancellationToken);

        Assert.Equal(6, result.Told.Count(told => told.Destination == "bus"));
        Assert.Equal(
            ["hook MasterDown 0", "hook MasterSwitched 0", "hook FailoverCompleted 0", "hook ReplicaDown 0"],
            result.Told.Where(told => told.Destination == "hook").Select(told => $"{told.Destination} {told.Notification.Latest.Kind} {told.Notification.Reminder}"));
        Assert.DoesNotContain(result.Told, told => told.Destination == "hand" && told.At < story.Start.AddSeconds(30));
        Assert.All(result.Held, held => Assert.Equal(("hand", true), (held.Delivery.Destination, held.Delivery.Reason is "Silenced" or "NotTold")));
        Assert.NotEmpty(result.Held);
    }

    [Theory]
    [InlineData("no-such-file.scenario", "Could not find file")]
    [InlineData(".", "denied")]
    public async Task Invoke_NoFile_IsUnusable(string path, string problem)
    {
        using var error = new StringWriter();
        var file = new Option<string>("--config") { DefaultValueFactory = _ => "no-such-configuration.json", Recursive = true };
        var root = new RootCommand { file, new SimulateCommand(new CommandConfiguration(file, [])).Command };
        var code = await root.Parse(["simulate", path]).InvokeAsync(new InvocationConfiguration { Error = error }, TestContext.Current.CancellationToken);
        Assert.Equal(ExitCode.Unusable, code);
        Assert.Contains($"{path}: ", error.ToString(), StringComparison.Ordinal);
        Assert.Contains(problem, error.ToString(), StringComparison.Ordinal);
    }

    private async Task<string> TextAsync(Story story, bool withTexts)
    {
        var audience = new SimulatedAudience(SimulateCommand.Examples, services);
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = 240;
        console.Write(SimulationTerminal.Render(await SimulationRun.OfAsync(story, new DeliverySettings(SimulateCommand.Examples, null, []), NotificationsRegistration.Kinds, TestContext.Current.CancellationToken), audience, withTexts));
        return string.Join('\n', text.ToString().ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()));
    }
}
