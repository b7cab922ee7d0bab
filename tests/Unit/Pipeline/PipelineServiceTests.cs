using Microsoft.Extensions.Logging;
using SentinelEvents.Contracts;
using SentinelEvents.Unit.Delivery;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Journal;
using SentinelEvents.Worker.Pipeline;

namespace SentinelEvents.Unit.Pipeline;

public sealed class PipelineServiceTests
{
    private readonly ScriptedJournal journal = new();

    [Fact]
    public async Task Run_JournalAwayForAnIncident_TellsItWholeWhenTheJournalIsBack()
    {
        await using var rig = new PipelineRig(journal);
        await rig.StartAsync();
        journal.Fails = true;
        await rig.PassAsync(TimeSpan.FromSeconds(5));
        SayDown(rig);
        await rig.UntilAsync("the journal refuses", () => journal.Failures > 0);
        Assert.Contains("No space left", rig.Status.CommitProblem, StringComparison.Ordinal);
        Assert.NotNull(rig.Status.CommitProblemSince);

        // Down for twenty seconds, up again, and long over before the journal takes anything.
        await rig.PassAsync(TimeSpan.FromSeconds(20));
        SayUp(rig);
        for (var reading = 0; reading < 3; reading++)
        {
            rig.ReadAll(PipelineRig.Node(1), 3);
            await rig.PassAsync(TimeSpan.FromSeconds(10));
        }

        Assert.Empty(journal.Events);
        await rig.PassAsync(TimeSpan.FromMinutes(10));
        rig.ReadAll(PipelineRig.Node(1), 3);
        journal.Fails = false;

        await rig.UntilAsync("its end is told", () => journal.Events.Any(e => e is MasterRecovered));
        Assert.Equal([EventKind.MasterSuspected, EventKind.MasterDown, EventKind.MasterRecovered], journal.Events.Select(e => e.Kind));
        var down = Assert.IsType<MasterDown>(journal.Events[1]);
        Assert.InRange(down.AgreedAt - down.OccurredAt, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        await rig.UntilAsync("the status forgets it", () => rig.Status is { CommitProblem: null, CommitProblemSince: null });
    }

    [Fact]
    public async Task Run_AgreedEvents_AreEachOneLineOfTheirSeverity()
    {
        var log = new CollectingLogger<PipelineService>();
        await using var rig = new PipelineRig(journal, log);
        await rig.StartAsync();
        await rig.PassAsync(TimeSpan.FromSeconds(5));
        SayDown(rig);
        await rig.UntilAsync("it is down", () => journal.Events.Any(e => e is MasterDown));
        SayUp(rig);
        for (var reading = 0; reading < 3; reading++)
        {
            rig.ReadAll(PipelineRig.Node(1), 3);
            await rig.PassAsync(TimeSpan.FromSeconds(10));
        }

        await rig.UntilAsync("its end is told", () => journal.Events.Any(e => e is MasterRecovered) && log.Count(2001) >= journal.Events.Count);
        var lines = log.Lines.Where(line => line.Id == 2001).ToList();
        Assert.Equal(journal.Events.Count, lines.Count);
        Assert.All(journal.Events, e =>
        {
            var (level, _, text) = Assert.Single(lines, line => line.Text.Contains($"incident {e.IncidentId}, event {e.EventId}", StringComparison.Ordinal));
            Assert.StartsWith($"{e.Kind} local/mymaster: {e.Severity}, epoch {e.Epoch}, agreed by ", text, StringComparison.Ordinal);
            Assert.Equal(e.Severity switch { Severity.Critical => LogLevel.Critical, Severity.Warning => LogLevel.Warning, _ => LogLevel.Information }, level);
        });
    }

    [Fact]
    public async Task Run_AgreedEvent_IsMeasuredFromTheFirstReportToTheCommit()
    {
        using var measured = new Measurements();
        await using var rig = new PipelineRig(journal);
        await rig.StartAsync();
        await rig.PassAsync(TimeSpan.FromSeconds(5));
        SayDown(rig);
        await rig.UntilAsync("it is down", () => journal.Events.Any(e => e is MasterDown) && rig.Measures.Told.Any(told => told.Kind == EventKind.MasterDown));

        Assert.Contains(("local", EventKind.MasterDown, Severity.Critical, 1), rig.Measures.Told);
        var heard = rig.Measures.Heard.Single(heard => heard.Sentinel == PipelineRig.Sentinel(1).Address.ToString());
        Assert.Contains(("sighted", 1), heard.Observations);
        Assert.NotEqual(0, rig.Measures.Turns);
        Assert.NotNull(rig.Measures.LastCommit);
        var agreed = Assert.Single(measured.Of("sentinelevents_agreement_duration_seconds"), one => one.Kind == nameof(EventKind.MasterDown));
        var down = journal.Events.First(e => e is MasterDown);
        Assert.Equal((down.AgreedAt - down.OccurredAt).TotalSeconds, agreed.Value);
        Assert.Equal(rig.Measures.Told.Sum(told => told.Count), measured.Of("sentinelevents_commit_delay_seconds").Count);
        Assert.NotEmpty(measured.Of("sentinelevents_journal_commit_duration_seconds"));
    }

    [Fact]
    public async Task Run_JournalAway_TurnsOn()
    {
        await using var rig = new PipelineRig(journal);
        await rig.StartAsync();
        journal.Fails = true;
        SayDown(rig);
        await rig.UntilAsync("the journal refuses", () => journal.Failures > 0);
        var before = rig.Measures.Turns;
        await rig.UntilAsync("it goes on trying", () => rig.Measures.Turns > before + 3);
    }

    [Fact]
    public async Task Run_JournalGoesAwayBetweenOpeningAndReading_BeginsWhenItIsBack()
    {
        await using var rig = new PipelineRig(journal);
        journal.Fails = true;
        var starting = rig.StartAsync();
        await rig.UntilAsync("the journal refuses", () => journal.Failures > 1);
        Assert.Contains("reset by peer", rig.Status.CommitProblem, StringComparison.Ordinal);
        Assert.False(rig.Status.Running);

        journal.Fails = false;
        await starting;

        Assert.Null(rig.Status.CommitProblem);
    }

    [Fact]
    public async Task Stop_WordsStillInTheQueue_AreKept()
    {
        await using var rig = new PipelineRig(journal);
        await rig.StartAsync();
        SayDown(rig);
        var last = new SentinelUnsighted("local", PipelineRig.Sentinel(1), rig.Time.GetUtcNow(), SentinelUnsighted.ServiceStopped, rig.Time.GetUtcNow());
        rig.Say(last);

        await rig.StopAsync();

        Assert.Contains(last, journal.Observations);
        Assert.Contains(journal.Events, e => e is MasterDown);
    }

    [Fact]
    public async Task Stop_JournalAway_EndsAllTheSameAndSaysWhatIsNotKept()
    {
        var log = new CollectingLogger<PipelineService>();
        await using var rig = new PipelineRig(journal, log);
        await rig.StartAsync();
        journal.Fails = true;
        SayDown(rig);
        var before = rig.Time.GetUtcNow();

        await rig.StopAsync();

        Assert.InRange(rig.Time.GetUtcNow() - before, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(4));
        Assert.Contains("3 observations", Assert.Single(log.Lines, line => line.Id == 2016).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_AnotherWorkerWasFirst_LeavesItsDecisionAndReadsAgain()
    {
        IReadOnlyList<StateEntry> theirs;
        var first = new ScriptedJournal();
        await using (var other = new PipelineRig(first))
        {
            await other.StartAsync();
            SayDown(other);
            await other.UntilAsync("the other tells", () => first.Events.Any(e => e is MasterDown));
            theirs = first.State;
        }

        await using var rig = new PipelineRig(journal);
        await rig.StartAsync();
        journal.Overtake(theirs);
        SayDown(rig);
        await rig.UntilAsync("it reads again", () => rig.Rereads > 0);
        rig.ReadAll(PipelineRig.Node(1), 3, down: true);
        await rig.PassAsync(TimeSpan.FromSeconds(5));
        rig.ReadAll(PipelineRig.Node(1), 3, down: true);
        await rig.UntilAsync("it has the other's incident", () => rig.Clusters[0].Masters["mymaster"].Record.Incident?.DownAt is not null);

        Assert.Empty(journal.Events);
    }

    [Fact]
    public async Task Run_ProcessStoodStill_ReadsAgainBeforeItDecides()
    {
        await using var rig = new PipelineRig(journal);
        await rig.StartAsync();
        rig.Time.Advance(TimeSpan.FromSeconds(50));
        // What the socket still held: half a minute old, and no longer so.
        SayDown(rig);
        await rig.UntilAsync("it reads again", () => rig.Rereads > 0);
        Assert.Empty(journal.Events);
        rig.ReadAll(PipelineRig.Node(1), 3);
        await rig.PassAsync(TimeSpan.FromSeconds(15));
        rig.ReadAll(PipelineRig.Node(1), 3);
        await rig.PassAsync(TimeSpan.FromSeconds(5));

        await rig.UntilAsync("everything is taken", () => rig.Status.Observations >= 3 + 3 + 3 + 3 + 3);
        Assert.Empty(journal.Events);
    }

    [Fact]
    public async Task Run_DecidesAgainAfterThePause_WhatIsStillSo()
    {
        await using var rig = new PipelineRig(journal);
        await rig.StartAsync();
        rig.Time.Advance(TimeSpan.FromSeconds(50));
        SayDown(rig);
        await rig.UntilAsync("it reads again", () => rig.Rereads > 0);
        rig.ReadAll(PipelineRig.Node(1), 3, down: true);

        await rig.UntilAsync("it is told", () => journal.Events.Any(e => e is MasterDown));
    }

    [Fact]
    public async Task Run_AnotherWorkerSeesMore_DecidesOnlyOnceThatOneIsGone()
    {
        await using var rig = new PipelineRig(journal);
        await rig.StartAsync();
        rig.Others = [new WorkerSight("elsewhere", new Dictionary<string, IReadOnlyList<string>> { ["local"] = ["s1", "s2", "s3", "s4"] })];
        await rig.UntilAsync("it defers", () => rig.Clusters[0].Defers);
        SayDown(rig);
        rig.ReadAll(PipelineRig.Node(1), 3, down: true);
        await rig.UntilAsync("everything is taken", () => rig.Status.Observations >= 12);
        await rig.PassAsync(TimeSpan.FromSeconds(5));
        Assert.Empty(journal.Events);

        rig.Others = [];
        await rig.UntilAsync("it reads again", () => rig.Rereads > 0);
        rig.ReadAll(PipelineRig.Node(1), 3, down: true);

        await rig.UntilAsync("it is told", () => journal.Events.Any(e => e is MasterDown));
    }

    private static void SayDown(PipelineRig rig) => Say(rig, SentinelChannel.PlusSDown);

    private static void SayUp(PipelineRig rig) => Say(rig, SentinelChannel.MinusSDown);

    private static void Say(PipelineRig rig, SentinelChannel channel)
    {
        for (var number = 1; number <= 3; number++)
        {
            rig.Say(new MessageHeard("local", PipelineRig.Sentinel(number), rig.Time.GetUtcNow(), new MasterMessage(channel, new MasterSubject("mymaster", PipelineRig.Node(1)))));
        }
    }
}
