using SentinelEvents.Unit.Journal;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Unit.Delivery;

public sealed class HandOverTests
{
    private const string Mine = "mail";

    private readonly HandOver handOver = new(Mine);

    [Fact]
    public void Take_EverythingSinceNothingWaited_IsTheOldestOfEachMaster()
    {
        handOver.BeginAfter(7);

        Assert.True(handOver.Give([Added(8, "a"), Added(9, "a"), Added(10, "b")]));

        Assert.Equal([8, 10], handOver.Take().Select(delivery => delivery.Sequence));
    }

    [Fact]
    public void Take_Twice_IsNothingUntilTheJournalWasSeenAgain()
    {
        handOver.BeginAfter(7);
        handOver.Give([Added(8, "a")]);
        handOver.Take();

        // The first may still be under way when the next one of its master comes.
        Assert.True(handOver.Give([Added(9, "a")]));
        Assert.Empty(handOver.Take());
    }

    [Fact]
    public void Give_ForOthersOnly_WakesNobodyAndLeavesNoGap()
    {
        handOver.BeginAfter(7);

        Assert.False(handOver.Give([Added(8, "a", "hook")]));

        Assert.True(handOver.Give([Added(9, "a")]));
        Assert.Equal([9], handOver.Take().Select(delivery => delivery.Sequence));
    }

    [Fact]
    public void Give_AfterAGap_HasTheLoopRead()
    {
        handOver.BeginAfter(7);

        Assert.True(handOver.Give([Added(9, "a")]));
        Assert.Empty(handOver.Take());
    }

    [Fact]
    public void Give_WhatTheLoopHasSeen_IsNotTakenForNew()
    {
        handOver.BeginAfter(8);

        Assert.True(handOver.Give([Added(8, "a")]));
        Assert.Empty(handOver.Take());
    }

    [Fact]
    public void Give_WhileSomethingWaits_HasTheLoopRead()
    {
        handOver.BeginAfter(null);

        Assert.True(handOver.Give([Added(8, "a")]));
        Assert.Empty(handOver.Take());
    }

    [Fact]
    public void Give_NothingThatIsKnown_HasTheLoopRead() => Assert.True(handOver.Give([]));

    [Fact]
    public void Forget_WhatWasGiven_IsReadInTheJournal()
    {
        handOver.BeginAfter(7);
        handOver.Give([Added(8, "a")]);

        handOver.Forget();

        Assert.Empty(handOver.Take());
    }

    [Fact]
    public void Give_MoreThanALoopShouldHold_HasItRead()
    {
        handOver.BeginAfter(0);

        Assert.True(handOver.Give([.. Enumerable.Range(1, 1000).Select(sequence => Added(sequence, "a"))]));
        Assert.Empty(handOver.Take());
    }

    private static CommittedEvent Added(long sequence, string master, string destination = Mine)
    {
        var added = TestEvents.Down($"k{sequence}", master).Event;
        return new CommittedEvent(sequence, added, [new PendingDelivery(sequence, destination, added, 0, TestEvents.Start) { Sequence = sequence }]);
    }
}
