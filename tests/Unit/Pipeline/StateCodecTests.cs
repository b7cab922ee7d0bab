using SentinelEvents.Worker.Agreement;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Journal;
using SentinelEvents.Worker.Pipeline;

namespace SentinelEvents.Unit.Pipeline;

public sealed class StateCodecTests
{
    private static readonly ClusterPolicy Policy =
        new("local", 3, AgreementPolicy.Majority, TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(10));

    [Theory]
    [InlineData("cluster", "null")]
    [InlineData("master/mymaster", "null")]
    [InlineData("master/mymaster", """{"Candidates":null}""")]
    [InlineData("master/mymaster", """{"Candidates":{"10.0.0.1:6379":null}}""")]
    [InlineData("master/mymaster", """{"ReplicasDown":null}""")]
    [InlineData("master/mymaster", """{"Diverged":null}""")]
    [InlineData("sentinel/a", "null")]
    public void Read_EntryThatLacksWhatItCannotBeWithout_IsRefusedByName(string name, string body)
    {
        StateEntry[] entries = [new("local", "cluster", """{"FirstStartAt":"2026-03-07T03:00:00+00:00"}"""), new("local", name, body)];

        var refused = Assert.Throws<JournalUnusableException>(() => StateCodec.Read(Policy, entries, DateTimeOffset.UnixEpoch));
        Assert.Contains($"'{name}'", refused.Message, StringComparison.Ordinal);
    }
}
