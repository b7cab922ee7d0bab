using SentinelEvents.Unit.Scenarios.Recordings;
using SentinelEvents.Worker.Simulation;

namespace SentinelEvents.Unit.Scenarios;

public sealed class StoryFileTests
{
    private const string Beginning = "sentinels a b c\nmaster m at 10.0.0.1:6379 epoch 1\nstart\n";

    [Theory]
    [InlineData("5 d: +sdown master m 10.0.0.1 6379", "line 4: No sentinel is called 'd'.")]
    [InlineData("5 a dances", "line 4: Nothing is known of 'dances'.")]
    [InlineData("5 a", "line 4: What it does is missing.")]
    [InlineData("5 a:", "line 4: The channel is missing.")]
    [InlineData("5 a holds", "line 4: The master is missing.")]
    [InlineData("5 a holds other epoch 2", "line 4: Sentinel a does not monitor 'other'.")]
    [InlineData("5 a holds m epoch", "line 4: 'epoch' is not made of pairs.")]
    [InlineData("5 a holds m epoch two", "line 4: 'two' is no number.")]
    [InlineData("5 a holds m at 10.0.0.1", "line 4: '10.0.0.1' is no HOST:PORT.")]
    [InlineData("5 a holds m colour blue", "line 4: A sentinel cannot hold 'colour'.")]
    [InlineData("5 a holds m peer-down x", "line 4: Sentinel a knows no sentinel 'x'.")]
    [InlineData("5 a holds m peer x", "line 4: Write ID@HOST:PORT in place of 'x'.")]
    [InlineData("5 a role m 10.0.0.1:6379 Perhaps", "line 4: 'Perhaps' is none of: NotChecked, Verified, Contradicted, Unreachable.")]
    [InlineData("5 a old-master m 10.0.0.1:6379 Yes app", "line 4: 'app' is no client: write NAME@HOST:PORT/COMMAND.")]
    [InlineData("policy Most", "line 4: 'Most' is none of: Majority, Quorum, All, First.")]
    [InlineData("soon a read", "line 4: 'soon' is no number of seconds up to 604800.")]
    [InlineData("1e99 a read", "line 4: '1e99' is no number of seconds up to 604800.")]
    [InlineData("604801", "line 4: '604801' is no number of seconds up to 604800.")]
    [InlineData("5\n4", "line 5: Time goes back.")]
    [InlineData("sentinels  x", "line 4: 'sentinels  x' cannot be understood.")]
    public void Play_BadScenario_NamesTheLine(string lines, string problem) => Assert.Equal(problem, ProblemOf(Beginning + lines));

    [Theory]
    [InlineData(1, "{\"title\":\"x\"}", "line 1: is no header of a recording: it has no policy or no sentinels.")]
    [InlineData(1, "{", "line 1: is no line of a recording: ")]
    [InlineData(3, "", "line 3: is no line of a recording: ")]
    [InlineData(3, "null", "line 3: is no line of a recording: It is null.")]
    [InlineData(3, "{\"t\":\"soon\"}", "line 3: is no line of a recording: ")]
    [InlineData(3, "{\"t\":-1}", "line 3: t is -1: time goes back, or on for more than 7 days.")]
    [InlineData(3, "{\"t\":1000000}", "line 3: t is 1000000: time goes back, or on for more than 7 days.")]
    [InlineData(3, "{\"t\":1.152,\"observation\":{\"type\":\"dance\"}}", "line 3: is no line of a recording: ")]
    [InlineData(3, "{\"t\":1.152,\"observation\":{\"type\":\"snapshot\",\"cluster\":\"local\"}}", "line 3: is no observation that a sentinel could have caused.")]
    public void Play_BadRecording_NamesTheLine(int number, string line, string problem)
    {
        var lines = File.ReadAllLines(RecordingFiles.PathOf("manual"));
        lines[number - 1] = line;
        Assert.StartsWith(problem, ProblemOf(string.Join('\n', lines)), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_Nothing_IsAStoryInWhichNothingHappens() => Assert.Equal(ScenarioRun.Zero, StoryFile.Of([]).Play((_, _) => Assert.Fail("Nothing can be decided.")));

    private static string ProblemOf(string text) => Assert.Throws<UnreadableStoryException>(() => StoryFile.Of(text.Split('\n')).Play((_, _) => { })).Message;
}
