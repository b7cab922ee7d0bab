using System.Text.RegularExpressions;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Simulation;

namespace SentinelEvents.Unit.Scenarios.Recordings;

/// <summary>What three real sentinels said, replayed: see the README.md beside the recordings.</summary>
public sealed partial class RecordingTests
{
    public static TheoryData<string> Names => RecordingFiles.Names;

    /// <summary>With UPDATE_SNAPSHOTS=1 the expected events are rewritten: then read the difference.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Recording_LeadsToTheseEvents(string name)
    {
        var path = RecordingFiles.EventsOf(name);

        var actual = RecordingText.Of(RecordingFiles.Read(name));

        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(path, actual);
        }

        Assert.Equal(File.ReadAllText(path), actual);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Recording_Switches_AreWhatTheSentinelsAnnounced(string name)
    {
        var recording = RecordingFiles.Read(name);
        var announced = recording.Lines.Select(line => (line.Observation as MessageHeard)?.Message).OfType<SwitchMessage>()
            .Select(message => (message.Old, message.New)).Distinct();

        var switched = RecordingReplay.Events(recording).Select(agreed => agreed.Event).OfType<MasterSwitched>()
            .Select(change => (change.OldAddress, change.NewAddress));

        Assert.Equal(announced, switched);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Recording_EveryEvent_HasAnIdOfItsOwn(string name)
    {
        var ids = RecordingReplay.Events(RecordingFiles.Read(name)).Select(agreed => agreed.Event.EventId).ToList();

        Assert.Equal(ids.Distinct(), ids);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Recording_HoldsThreeSentinelsAndNothingOfTheMachine(string name)
    {
        var recording = RecordingFiles.Read(name);

        Assert.Equal(3, recording.Lines.Where(line => line.Observation is SnapshotTaken).Select(line => line.Observation!.Sentinel.Id).Distinct().Count());
        Assert.DoesNotContain(recording.Lines, line => line.Observation is MessageHeard { Message: Unrecognised });
        Assert.DoesNotMatch(MachinePath(), File.ReadAllText(RecordingFiles.PathOf(name)));
    }

    [GeneratedRegex("/(tmp|home|root|work|var|usr)/")]
    private static partial Regex MachinePath();
}
