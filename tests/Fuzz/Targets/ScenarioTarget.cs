using SentinelEvents.Fuzz.Inputs;
using SentinelEvents.Worker.Simulation;

namespace SentinelEvents.Fuzz.Targets;

/// <summary>Scenarios for <c>simulate</c>.</summary>
internal sealed class ScenarioTarget : TextTarget
{
    private const int LongestPlayed = 600;

    public override string Name => "scenarios";

    public override string Reads => "scenarios that somebody gives to simulate";

    public override IReadOnlyList<Type> Parsers => [typeof(StoryFile), typeof(ScenarioStory), typeof(ScenarioWords), typeof(ScenarioRun)];

    public override int Weight => 3;

    public override TimeSpan Patience => TimeSpan.FromSeconds(1);

    public override long Room(int length) => (512L * 1024 * 1024) + (4096L * length);

    protected override IReadOnlyList<string> Samples { get; } = Corpus.Files("scenarios");

    protected override IReadOnlyList<string> Words { get; } =
        ["sentinels a b c\n", "master mymaster at 10.0.0.1:6379 epoch 1\n", "start\n", "\n5 a: ", "holds mymaster at 10.0.0.2:6379 epoch 2", " epoch ", " peer x@1:2", " sdown 7", " resets mymaster", " old-master mymaster 1:1 Yes a@b:1/set", " role mymaster 1:1 Verified", "worker-restarts", " -", " quorum 9"];

    protected override string Try(string text)
    {
        var lines = text.Split('\n');
        if (lines.Any(line => decimal.TryParse(line.Split(' ')[0].TrimEnd('s'), out var second) && second > LongestPlayed))
        {
            return "too long to be played here";
        }

        try
        {
            StoryFile.Of(lines).Play((_, _) => { });
            return Accepted;
        }
        catch (UnreadableStoryException unreadable)
        {
            Promise.Hold(unreadable.Message.StartsWith("line ", StringComparison.Ordinal), "a story that cannot be read names the line", () => unreadable.Message);
            return "unreadable";
        }
    }
}
