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
    public void Text_Scenario_IsAsApproved() => Snapshot.Match("Commands/Golden/simulate-scenario.txt", Text(StoryFile.Read(Example), withTexts: true));

    [Fact]
    public void Text_Recording_IsAsApproved() =>
        Snapshot.Match("Commands/Golden/simulate-recording.txt", Text(StoryFile.Read(RecordingFiles.PathOf("double-failover")), withTexts: false));

    [Fact]
    public void Text_HostileNames_MoveNoCursor()
    {
        var story = StoryFile.Read(Path.Combine(Path.GetDirectoryName(RecordingFiles.PathOf("x"))!, "..", "hostile-names.scenario"));
        Assert.DoesNotContain(Text(story, withTexts: true), character => char.IsControl(character) && character != '\n');
    }

    [Fact]
    public void Docs_ShowWhatTheExampleReallyLeadsTo() => Assert.Contains(
        string.Join('\n', Text(StoryFile.Read(Example), withTexts: false).TrimEnd().Split('\n')), File.ReadAllText(RepositoryFiles.PathOf("docs/simulate.md")), StringComparison.Ordinal);

    [Fact]
    public void Json_Scenario_HoldsEventsRoutesAndTexts()
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
        var json = SimulationJson.Of(SimulationRun.Of(StoryFile.Read(Example), audience.Settings(routes), new TellAtOnce()), audience, withTexts: true);

        var events = json["events"]!.AsArray();
        Assert.Equal(
            ["MasterSuspected ", "MasterDown 0", "FailoverStarted ", "MasterSwitched 0,2", "FailoverCompleted ", "ReplicaDown "],
            events.Select(one => $"{one!["event"]!["kind"]} {string.Join(',', one["routes"]!.AsArray().Select(place => place!.ToString()))}"));
        var told = json["told"]!.AsArray().Where(one => (string?)one!["destination"] != "bus").ToList();
        Assert.Equal(
            ["5.09 mail", "6.24 mail", "6.24 hand"],
            told.Select(one => $"{one!["after"]} {one["destination"]}"));
        Assert.Equal("'/opt/notify.sh' 'mymaster' 'leader' 'start' '10.0.0.1' '6379' '10.0.0.2' '6379'", (string?)told[2]!["text"]);
        Assert.StartsWith("To: ops@example.org\nSubject: [CRITICAL] local/mymaster: master switched", (string?)told[1]!["text"], StringComparison.Ordinal);
        Assert.Equal((string?)events[3]!["event"]!["eventId"], (string?)told[1]!["events"]![0]);
    }

    /// <summary>What waits is told in its time, also after the story's end, and what goes on for ever is not waited for.</summary>
    [Fact]
    public void Run_TellerThatWaits_IsHandedEveryInstant()
    {
        var teller = new TellsEachMinute();
        var result = SimulationRun.Of(StoryFile.Read(Example), new SimulationSettings(null, ["mail"], (_, _) => true), teller);
        Assert.Equal(6, result.Events.Count);
        Assert.Equal(61, result.Told.Count);
        Assert.Equal(Enumerable.Range(0, 61).Select(minute => result.Start.AddSeconds(15.1).AddMinutes(minute)), result.Told.Select(told => told.At));
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

    private string Text(Story story, bool withTexts)
    {
        var audience = new SimulatedAudience(SimulateCommand.Examples, services);
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = 240;
        console.Write(SimulationTerminal.Render(SimulationRun.Of(story, audience.Settings(null), new TellAtOnce()), audience, withTexts));
        return string.Join('\n', text.ToString().ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()));
    }

    /// <summary>Tells of the first event again and again, at instants at which nothing else happens.</summary>
    private sealed class TellsEachMinute : ITeller
    {
        private SimulatedEvent? first;
        private DateTimeOffset latest = DateTimeOffset.MinValue;

        public DateTimeOffset? NextAt { get; private set; }

        public IEnumerable<Told> Take(SimulatedEvent agreed)
        {
            first ??= agreed;
            NextAt ??= ScenarioRun.Zero.AddSeconds(15.1);
            return [];
        }

        public IEnumerable<Told> Pass(DateTimeOffset now)
        {
            Assert.True(now >= latest);
            latest = now;
            if (NextAt is not { } next || now < next)
            {
                return [];
            }

            NextAt = next.AddMinutes(1);
            return [new Told(now, "mail", Notification.Of(first!.Event))];
        }
    }
}
