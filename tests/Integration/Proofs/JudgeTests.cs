using SentinelEvents.Contracts;
using SentinelEvents.Lab;

namespace SentinelEvents.Integration.Proofs;

/// <summary>A judge that never finds anything proves nothing: each kind of mistake is planted, and must be seen.</summary>
public sealed class JudgeTests
{
    private const int A = ProofRecordBuilder.A;
    private const int B = ProofRecordBuilder.B;
    private const int C = ProofRecordBuilder.C;

    private static readonly DisturbedPart Worker = new DisturbedPart.Worker(0);

    [Fact]
    public void Decide_EverythingToldOnce_FindsNothing()
    {
        var run = TwoSwitches(out _, out _);

        var verdict = run.Judged();

        Assert.Equal([], verdict.Findings);
        Assert.Equal(2, verdict.Switches);
        Assert.All(verdict.Receivers, receiver => Assert.Equal((2, 2, 0), (receiver.Events, receiver.Switches, receiver.Repeated)));
        Assert.All(verdict.Receivers, receiver => Assert.InRange(receiver.LongestUndisturbedDelay!.Value.TotalSeconds, 0.05, 0.5));
    }

    [Fact]
    public void Decide_SwitchNobodyWasToldOf_IsLost()
    {
        var run = new ProofRecordBuilder().Moves(60, 1, A, B);

        Assert.Equal([(FindingKind.Lost, null)], Kinds(run));
    }

    [Fact]
    public void Decide_SwitchOneReceiverDidNotGet_IsLostThere()
    {
        var run = TwoSwitches(out var first, out _).Forget("webhook", first);

        Assert.Equal([(FindingKind.Lost, "webhook")], Kinds(run));
    }

    [Fact]
    public void Decide_SwitchThereAndBackWhileTheWorkerWasDead_IsNotOwed()
    {
        var run = new ProofRecordBuilder().Moves(60, 1, A, B).Moves(90, 2, B, A).Fault(Worker, 55, 100);

        var verdict = run.Judged();

        Assert.Equal([], verdict.Findings);
        Assert.Equal(2, verdict.Unseen.Count);
    }

    [Fact]
    public void Decide_SwitchThereAndBackWhileTheWorkerRan_IsLost()
    {
        var run = new ProofRecordBuilder().Moves(60, 1, A, B).Moves(90, 2, B, A);

        // What came back was never gone for those who were told nothing: only the way there is missing.
        Assert.Equal([(FindingKind.Lost, null)], Kinds(run));
    }

    [Fact]
    public void Decide_SwitchThatAnotherReplacedAtOnce_IsNotOwed()
    {
        var run = new ProofRecordBuilder().Moves(60, 1, A, B).Moves(62, 2, B, C);
        run.Switched(63, 2, A, C);

        Assert.Empty(run.Judged().Findings);
    }

    [Fact]
    public void Decide_SwitchWhileOnlyOneHolderWasInReach_IsNotOwedUntilItIs()
    {
        var blinded = new ProofRecordBuilder().Moves(60, 1, A, B).Moves(100, 2, B, C)
            .Fault(new DisturbedPart.Sentinel(26002), 50, 101).Fault(new DisturbedPart.Sentinel(26003), 50, 101);
        blinded.Switched(110, 2, A, C);
        var healed = new ProofRecordBuilder().Moves(60, 1, A, B).Moves(100, 2, B, C)
            .Fault(new DisturbedPart.Sentinel(26002), 50, 70).Fault(new DisturbedPart.Sentinel(26003), 50, 101);
        healed.Switched(110, 2, A, C);

        Assert.Empty(blinded.Judged().Findings);
        Assert.Contains((FindingKind.Lost, null), Kinds(healed));
    }

    [Fact]
    public void Decide_EventsThatEndAtAnotherMaster_AreLost()
    {
        // The worker died before the last switch and found it too late: nobody could have been told at the time, but nobody was told later either.
        var run = new ProofRecordBuilder().Moves(60, 1, A, B).Fault(Worker, 50, 290);

        Assert.Equal([(FindingKind.Lost, null)], Kinds(run));
    }

    [Fact]
    public void Decide_OneSwitchUnderTwoIds_IsDuplicated()
    {
        var run = TwoSwitches(out _, out _);
        run.Switched(91, 2, B, C);

        Assert.Equal([(FindingKind.Duplicated, null), (FindingKind.OutOfOrder, "bus"), (FindingKind.OutOfOrder, "webhook")], Kinds(run).Distinct());
    }

    [Fact]
    public void Decide_SameMasterAgainAtAHigherEpoch_IsDuplicated()
    {
        var run = new ProofRecordBuilder().Moves(60, 1, A, B).Holds(0, 62, 2, B).Holds(1, 62, 2, B).Holds(2, 62, 2, B);
        run.Switched(61, 1, A, B);
        run.Switched(63, 2, B, B);

        Assert.Contains((FindingKind.Duplicated, null), Kinds(run));
    }

    [Fact]
    public void Decide_SameIdTwiceWithoutAFault_IsDuplicated()
    {
        var run = TwoSwitches(out var first, out _).Again("bus", first, 70);

        Assert.Equal([(FindingKind.Duplicated, "bus")], Kinds(run));
    }

    [Fact]
    public void Decide_SameIdTwiceAroundAKill_IsRepeated()
    {
        var run = TwoSwitches(out var first, out _).Again("bus", first, 65).Fault(Worker, 61, 62);

        var verdict = run.Judged();

        Assert.Equal([], verdict.Findings);
        Assert.Equal([1, 0], verdict.Receivers.Select(receiver => receiver.Repeated));
    }

    [Fact]
    public void Decide_OlderSwitchAfterANewerOne_IsOutOfOrder()
    {
        var run = TwoSwitches(out var first, out _);
        run.Forget("bus", first).Tell(Event(run, 61, 1, A, B, first), 95, "bus");

        Assert.Equal([(FindingKind.OutOfOrder, "bus")], Kinds(run));
    }

    [Fact]
    public void Decide_SwitchThatNoSentinelMade_IsUntrue()
    {
        var run = TwoSwitches(out _, out _);
        run.Switched(120, 3, C, A);

        Assert.Contains((FindingKind.Untrue, null), Kinds(run));
    }

    [Fact]
    public void Decide_SwitchThatOneSentinelAloneMade_IsUntrue()
    {
        var run = new ProofRecordBuilder()
            .Log(0, 60, "+new-epoch 1").Log(0, 60, "+try-failover master mymaster 127.0.0.1 6001")
            .Log(0, 61, "+promoted-slave slave 127.0.0.1:6002 127.0.0.1 6002 @ mymaster 127.0.0.1 6001").Holds(0, 61, 1, B);
        run.Switched(62, 1, A, B);

        Assert.Contains((FindingKind.Untrue, null), Kinds(run));
    }

    [Fact]
    public void Decide_WrongOldAddress_IsUntrue()
    {
        var run = new ProofRecordBuilder().Moves(60, 1, A, B);
        run.Switched(61, 1, C, B);

        Assert.Equal([(FindingKind.Untrue, null)], Kinds(run));
    }

    [Fact]
    public void Decide_SwitchToldBeforeAMajorityHeldIt_IsUntrue()
    {
        var run = new ProofRecordBuilder().Moves(60, 1, A, B);
        run.Switched(55, 1, A, B);

        Assert.Equal([(FindingKind.Untrue, null)], Kinds(run));
    }

    [Fact]
    public void Decide_EpochThatTheNextOneReplacedUnseen_IsTold()
    {
        // Two leaders: the logs show both promotions, the answers only the later epoch.
        var run = new ProofRecordBuilder()
            .Log(0, 60, "+new-epoch 1").Log(0, 60, "+try-failover master mymaster 127.0.0.1 6001")
            .Log(0, 61, "+promoted-slave slave 127.0.0.1:6002 127.0.0.1 6002 @ mymaster 127.0.0.1 6001")
            .Log(1, 61.1, "+switch-master mymaster 127.0.0.1 6001 127.0.0.1 6002").Log(2, 61.1, "+switch-master mymaster 127.0.0.1 6001 127.0.0.1 6002")
            .Holds(0, 61.2, 2, B).Holds(1, 61.2, 2, B).Holds(2, 61.2, 2, B);
        run.Switched(61.15, 1, A, B);

        Assert.Equal([], run.Judged().Findings);
    }

    [Fact]
    public void Decide_WrongEpoch_IsUntrue()
    {
        var run = new ProofRecordBuilder().Moves(60, 5, A, B);
        run.Switched(61, 4, A, B);

        Assert.Contains((FindingKind.Untrue, null), Kinds(run));
    }

    [Fact]
    public void Decide_MasterDownWithoutAWordOfASentinel_IsUntrue()
    {
        var run = new ProofRecordBuilder();
        run.Tell(Down(run, 60), 60);

        Assert.Equal([(FindingKind.Untrue, null)], Kinds(run));
    }

    [Fact]
    public void Decide_MasterDownAsTheSentinelsSaid_IsTrue()
    {
        var run = MasterIsDown();
        run.Tell(Down(run, 61.5), 61.6);

        var verdict = run.Judged();

        Assert.Equal([], verdict.Findings);
        Assert.Equal(1, verdict.AgreedDowns);
    }

    [Fact]
    public void Decide_AgreedDownThatNobodyWasToldOf_IsLost() => Assert.Equal([(FindingKind.Lost, null)], Kinds(MasterIsDown()).Distinct());

    [Fact]
    public void Decide_AgreedDownWhileTheWorkerWasDead_IsNotOwed() => Assert.Equal([], MasterIsDown().Fault(Worker, 50, 81).Judged().Findings);

    [Fact]
    public void Decide_FailoverOfTheMasterBefore_IsUntrueOfTheOneAfterIt()
    {
        var run = new ProofRecordBuilder().Moves(60, 1, A, B);
        run.Switched(60.7, 1, A, B);
        run.Tell(Started(run, 60.1, A), 60.2);
        Assert.Equal([], run.Judged().Findings);

        run.Tell(Started(run, 65, B), 65.1);
        run.Tell(new FailoverFailed { EventId = run.NextId(), Master = ProofRecordBuilder.Master, AgreedAt = ProofRecordBuilder.At(75), Address = new HostAddress("127.0.0.1", B), Reason = FailoverFailure.LeaderLost }, 75);

        Assert.Equal([(FindingKind.Untrue, null), (FindingKind.Untrue, null)], Kinds(run));
    }

    [Fact]
    public void Decide_FailoverFailedWithoutAnAbort_IsUntrue()
    {
        var run = new ProofRecordBuilder().Log(0, 60, "+new-epoch 1").Log(0, 60, "+try-failover master mymaster 127.0.0.1 6001");
        run.Tell(new FailoverFailed { EventId = run.NextId(), Master = ProofRecordBuilder.Master, AgreedAt = ProofRecordBuilder.At(66), Address = new HostAddress("127.0.0.1", A), Reason = FailoverFailure.NotElected }, 66);

        Assert.Equal([(FindingKind.Untrue, null)], Kinds(run));
        Assert.Equal([], run.Log(0, 66, "-failover-abort-not-elected master mymaster 127.0.0.1 6001").Judged().Findings);
    }

    [Fact]
    public void Decide_SentinelDownWithoutAWordOfAnother_IsUntrue()
    {
        var run = new ProofRecordBuilder();
        run.Tell(SentinelIsDown(run, 1), 60);

        Assert.Equal([(FindingKind.Untrue, null)], Kinds(run));
    }

    [Fact]
    public void Decide_SentinelDownAsTheOthersSaid_IsTrue()
    {
        var run = new ProofRecordBuilder().Log(0, 59, FormattableString.Invariant($"+sdown sentinel {ProofRecordBuilder.IdOf(1)} 127.0.0.1 26002 @ mymaster 127.0.0.1 6001"));
        run.Tell(SentinelIsDown(run, 1), 60);

        Assert.Equal([], run.Judged().Findings);
    }

    [Fact]
    public void Decide_QuorumLostWithAllSentinelsWell_IsUntrue()
    {
        var run = new ProofRecordBuilder();
        run.Tell(new QuorumLost { EventId = run.NextId(), Master = ProofRecordBuilder.Master, AgreedAt = ProofRecordBuilder.At(90), Detail = "NOQUORUM" }, 90);

        Assert.Equal([(FindingKind.Untrue, null)], Kinds(run));
        Assert.Equal([], run.Fault(new DisturbedPart.Sentinel(26001), 70, 80).Judged().Findings);
    }

    [Fact]
    public void Decide_SightLostOfAWorkerThatNothingWasDoneTo_IsUntrue()
    {
        var run = new ProofRecordBuilder { Workers = 2 };
        run.Tell(SightLostOf(run, "worker1-2"), 90);
        run.Fault(new DisturbedPart.Worker(0), 70, 80);

        Assert.Equal([(FindingKind.Untrue, null)], Kinds(run));
        Assert.Equal([], run.Fault(new DisturbedPart.Worker(1), 70, 80).Judged().Findings);
    }

    [Fact]
    public void Decide_OneConditionUnderTwoIds_IsDuplicatedUnlessItEndedBetween()
    {
        var run = new ProofRecordBuilder { Workers = 2 }.Fault(new DisturbedPart.Sentinel(26001), 50, 80);
        run.Tell(Quorum(run, 90), 90);
        run.Tell(Quorum(run, 92), 92);
        var ended = new ProofRecordBuilder { Workers = 2 }.Fault(new DisturbedPart.Sentinel(26001), 50, 80);
        ended.Tell(Quorum(ended, 90), 90);
        ended.Tell(new QuorumRestored { EventId = ended.NextId(), Master = ProofRecordBuilder.Master, AgreedAt = ProofRecordBuilder.At(91) }, 91);
        ended.Tell(Quorum(ended, 92), 92);

        Assert.Equal([(FindingKind.Duplicated, null)], Kinds(run));
        Assert.Equal([], ended.Judged().Findings);
    }

    [Fact]
    public void Decide_SwitchWithOneOfTwoWorkersCalm_IsOwedOnceTheOthersLocksAreGone()
    {
        var shortLived = new ProofRecordBuilder { Workers = 2 }.Moves(60, 1, A, B).Moves(72, 2, B, C).Fault(Worker, 58, 65);
        shortLived.Switched(73, 2, A, C);
        var lasting = new ProofRecordBuilder { Workers = 2 }.Moves(60, 1, A, B).Moves(90, 2, B, C).Fault(Worker, 58, 65);
        lasting.Switched(91, 2, A, C);

        Assert.Equal([], shortLived.Judged().Findings);
        Assert.Contains((FindingKind.Lost, null), Kinds(lasting));
    }

    [Fact]
    public void Decide_NoMajorityAtAll_ProvesNothing()
    {
        var run = new ProofRecordBuilder().Holds(0, 0, 0, A).Holds(1, 0, 0, B).Holds(2, 0, 0, C);

        Assert.Equal([(FindingKind.Untrue, null)], Kinds(run));
    }

    private static ProofRecordBuilder TwoSwitches(out Guid first, out Guid second)
    {
        var run = new ProofRecordBuilder().Moves(60, 1, A, B).Moves(89, 2, B, C);
        first = run.Switched(60.7, 1, A, B);
        second = run.Switched(89.7, 2, B, C);
        return run;
    }

    private static ProofRecordBuilder MasterIsDown()
    {
        var run = new ProofRecordBuilder();
        for (var sentinel = 0; sentinel < 3; sentinel++)
        {
            run.Log(sentinel, 60, "+sdown master mymaster 127.0.0.1 6001").Log(sentinel, 61, "+odown master mymaster 127.0.0.1 6001 #quorum 2/2")
                .Log(sentinel, 80, "-odown master mymaster 127.0.0.1 6001").Log(sentinel, 80, "-sdown master mymaster 127.0.0.1 6001");
        }

        return run;
    }

    private static MasterDown Down(ProofRecordBuilder run, double at) => new()
    {
        EventId = run.NextId(),
        Master = ProofRecordBuilder.Master,
        AgreedAt = ProofRecordBuilder.At(at),
        Address = new HostAddress("127.0.0.1", A),
    };

    private static FailoverStarted Started(ProofRecordBuilder run, double at, int address) => new()
    {
        EventId = run.NextId(),
        Master = ProofRecordBuilder.Master,
        AgreedAt = ProofRecordBuilder.At(at),
        Address = new HostAddress("127.0.0.1", address),
        Leader = ProofRecordBuilder.IdOf(0),
    };

    private static SentinelDown SentinelIsDown(ProofRecordBuilder run, int sentinel) => new()
    {
        EventId = run.NextId(),
        AgreedAt = ProofRecordBuilder.At(60),
        Sentinel = ProofRecordBuilder.IdOf(sentinel),
        Address = new HostAddress("127.0.0.1", 26002),
        Masters = [ProofRecordBuilder.Master],
    };

    private static SightLost SightLostOf(ProofRecordBuilder run, string worker) => new()
    {
        EventId = run.NextId(),
        Worker = worker,
        Seen = 1,
        Needed = 2,
        From = ProofRecordBuilder.At(84),
        AgreedAt = ProofRecordBuilder.At(90),
    };

    private static QuorumLost Quorum(ProofRecordBuilder run, double at) => new()
    {
        EventId = run.NextId(),
        Master = ProofRecordBuilder.Master,
        AgreedAt = ProofRecordBuilder.At(at),
        Detail = "NOQUORUM",
    };

    private static MasterSwitched Event(ProofRecordBuilder run, double at, long epoch, int from, int to, Guid id) => new()
    {
        EventId = id,
        Master = ProofRecordBuilder.Master,
        Epoch = epoch,
        PreviousEpoch = epoch - 1,
        AgreedAt = ProofRecordBuilder.At(at),
        OldAddress = new HostAddress("127.0.0.1", from),
        NewAddress = new HostAddress("127.0.0.1", to),
    };

    private static IEnumerable<(FindingKind, string?)> Kinds(ProofRecordBuilder run) => run.Judged().Findings.Select(finding => (finding.Kind, finding.Receiver));
}
