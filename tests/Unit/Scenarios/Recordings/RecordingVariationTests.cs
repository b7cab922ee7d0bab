using SentinelEvents.Contracts;
using SentinelEvents.Worker.Simulation;

namespace SentinelEvents.Unit.Scenarios.Recordings;

public sealed class RecordingVariationTests
{
    private const int Seeds = 25;

    public static TheoryData<string> Names => RecordingFiles.Names;

    /// <summary>However the same facts reach this service, it agrees on the same switches, with the same ids.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Variation_DelayedRepeatedAndLost_LeadsToTheSameSwitches(string name)
    {
        var recording = RecordingFiles.Read(name);
        var expected = Switches(recording);

        for (var seed = 1; seed <= Seeds; seed++)
        {
            var actual = Switches(RecordingVariation.Of(recording, seed));

            Assert.True(expected.SetEquals(actual), $"seed {seed}: {string.Join(", ", actual)}; expected {string.Join(", ", expected)}");
        }
    }

    private static SortedSet<string> Switches(RecordingFile recording)
    {
        var events = RecordingReplay.Events(recording).Where(agreed => agreed.Event.Kind == EventKind.MasterSwitched).ToList();
        var switches = new SortedSet<string>(events.Select(agreed => $"{agreed.Event.EventId} {agreed.Key}"), StringComparer.Ordinal);
        Assert.Equal(events.Count, switches.Count);
        return switches;
    }
}
