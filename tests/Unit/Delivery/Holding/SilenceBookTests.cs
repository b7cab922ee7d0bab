using SentinelEvents.Contracts;
using SentinelEvents.Tests;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Delivery.Holding;

namespace SentinelEvents.Unit.Delivery.Holding;

/// <summary>Silences that are asked for while workers run, on a real journal.</summary>
public sealed class SilenceBookTests
{
    private static readonly SilenceOptions Wanted = new() { Name = "move", Duration = TimeSpan.FromHours(2), Author = "ada", Comment = "CHG-1207" };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AddAsync_WithADuration_BeginsNowAndHoldsWithNameAuthorAndComment()
    {
        await using var team = await SilenceTeam.StartAsync();
        var worker = await team.JoinAsync();
        var added = await AddAsync(worker, Wanted);

        Assert.Equal((team.Start, team.Start.AddHours(2), SilenceState.Active, SilenceOrigin.Api, "10.0.0.5"), (added.Options.Start, added.Options.End, added.State, added.Origin, added.CreatedFrom));
        await team.AgreeAsync("i", Samples.Of(EventKind.MasterDown));
        await worker.TurnAsync();
        Assert.Empty(team.Sent);
        Assert.Equal("silence move by ada until 2026-03-08 00:00:00 UTC: CHG-1207", await team.DetailAsync());
        Assert.Equal(1, worker.Log.Count(4301));

        team.Time.Advance(TimeSpan.FromHours(2));
        await worker.TurnAsync();
        Assert.Equal([EventKind.MasterDown], team.Sent);
        Assert.Equal(SilenceState.Over, (await worker.Book.FindAsync(added.Id, Cancellation))!.State);
    }

    [Fact]
    public async Task LookAsync_AnotherWorkerAddsAndEnds_HoldsHereTooAndWhatIsStillTrueIsTold()
    {
        await using var team = await SilenceTeam.StartAsync();
        var (one, other) = (await team.JoinAsync(), await team.JoinAsync());
        var added = await AddAsync(one, Wanted);
        await other.LookAsync();
        await team.AgreeAsync("stays", Samples.Of(EventKind.MasterDown));
        await other.TurnAsync();
        Assert.Empty(team.Sent);

        team.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.IsType<SilenceEnding.Ended>(await one.Book.EndAsync(added.Id, "10.0.0.6", Cancellation));

        // The other does not know yet, takes what was let go, and keeps it back once more; when it learns of the end, it lets it go as well.
        await other.TurnAsync();
        Assert.Empty(team.Sent);
        await other.LookAsync();
        await other.TurnAsync();
        Assert.Equal([EventKind.MasterDown], team.Sent);

        var ended = await other.Book.FindAsync(added.Id, Cancellation);
        Assert.Equal((SilenceState.Over, team.Start.AddMinutes(1), "10.0.0.6"), (ended!.State, ended.EndedAt, ended.EndedFrom));
    }

    [Fact]
    public async Task EndAsync_WhatIsOverByThen_IsNotToldAndStaysOnRecord()
    {
        await using var team = await SilenceTeam.StartAsync();
        var worker = await team.JoinAsync();
        var added = await AddAsync(worker, Wanted);
        await team.AgreeAsync("i", Samples.Of(EventKind.MasterDown));
        await team.AgreeAsync("i", Samples.Of(EventKind.MasterRecovered));
        await worker.TurnAsync();

        team.Time.Advance(TimeSpan.FromMinutes(1));
        await worker.Book.EndAsync(added.Id, "here", Cancellation);
        await worker.TurnAsync();
        Assert.Empty(team.Sent);
        Assert.Contains("a silence was in force", await team.DetailAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task EndAsync_AnEventOfBeforeThatWasNotYetTaken_BelongsToTheSilenceStill()
    {
        await using var team = await SilenceTeam.StartAsync();
        var worker = await team.JoinAsync();
        var added = await AddAsync(worker, Wanted);
        await team.AgreeAsync("i", Samples.Of(EventKind.TopologyChanged));
        team.Time.Advance(TimeSpan.FromMinutes(1));
        await worker.Book.EndAsync(added.Id, "here", Cancellation);
        await team.AgreeAsync("i", Samples.Of(EventKind.MonitoringChanged));
        await worker.TurnAsync();
        Assert.Equal([EventKind.MonitoringChanged], team.Sent);
    }

    [Fact]
    public async Task JoinAsync_EndedWhileNobodyRan_LetsGoWhatItHeld()
    {
        await using var team = await SilenceTeam.StartAsync();
        var gone = await team.JoinAsync();
        var added = await AddAsync(gone, Wanted);
        await team.AgreeAsync("i", Samples.Of(EventKind.MasterDown));
        await gone.TurnAsync();
        team.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await team.Journal.Silences.EndAsync(added.Id, team.Time.GetUtcNow(), "here", Cancellation));

        await (await team.JoinAsync()).TurnAsync();
        Assert.Equal([EventKind.MasterDown], team.Sent);
    }

    [Fact]
    public async Task HoldAsync_TheSilenceEndsBetweenDecisionAndRecord_IsDecidedAnew()
    {
        await using var team = await SilenceTeam.StartAsync();
        var worker = await team.JoinAsync();
        await team.AgreeAsync("i", Samples.Of(EventKind.MasterDown));
        var silenced = new HoldingPolicy(SilenceTeam.Mail, true, true, null, new Silences([Wanted with { Start = team.Start, End = team.Start.AddHours(2), Duration = null }]));
        var asked = 0;
        var told = new ScriptedDestination(SilenceTeam.Mail);
        var loop = new DeliveryLoop(
            told,
            new NotificationDesk(() => asked++ == 0 ? silenced : HoldingPolicy.Plain(SilenceTeam.Mail), team.Journal.Deliveries),
            team.Journal.Deliveries,
            team.Time,
            new Random(7),
            new CollectingLogger<DeliveryLoop>());
        while (await loop.TurnAsync(Cancellation, CancellationToken.None))
        {
        }

        Assert.Equal(1, loop.Status.Delivered);
    }

    [Fact]
    public async Task EndAsync_ConfiguredOverOrUnknown_SaysSoAndChangesNothing()
    {
        await using var team = await SilenceTeam.StartAsync();
        var worker = await team.JoinAsync(
            new SilenceOptions { Name = "other", Start = team.Start.AddDays(-2), End = team.Start.AddDays(-1) },
            new SilenceOptions { Name = "patching", Cron = "0 0 3 ? * SUN", Duration = TimeSpan.FromHours(2) });
        var added = await AddAsync(worker, Wanted);

        var listed = await worker.Book.ListAsync(Cancellation);
        Assert.Equal(
            [("other", SilenceOrigin.Configuration, "Silences:0", SilenceState.Over), ("patching", SilenceOrigin.Configuration, "Silences:1", SilenceState.Waiting), ("move", SilenceOrigin.Api, null, SilenceState.Active)],
            listed.Select(one => (one.Options.Name, one.Origin, one.Key, one.State)));
        Assert.Equal("Silences:1", Assert.IsType<SilenceEnding.Configured>(await worker.Book.EndAsync(listed[1].Id, "here", Cancellation)).Silence.Key);
        Assert.IsType<SilenceEnding.Unknown>(await worker.Book.EndAsync(Guid.Empty, "here", Cancellation));
        Assert.IsType<SilenceEnding.Ended>(await worker.Book.EndAsync(added.Id, "here", Cancellation));
        Assert.Equal("here", Assert.IsType<SilenceEnding.WasOver>(await worker.Book.EndAsync(added.Id, "elsewhere", Cancellation)).Silence.EndedFrom);
    }

    public static TheoryData<string, string> Mistakes => new()
    {
        { nameof(SilenceOptions.Name), "name of another" },
        { nameof(SilenceOptions.Name), "name of a configured one" },
        { nameof(SilenceOptions.Name), "no name" },
        { nameof(SilenceOptions.Name), "a bad name" },
        { nameof(SilenceOptions.Author), "no author" },
        { nameof(SilenceOptions.Author), "two lines of author" },
        { nameof(SilenceOptions.Comment), "a long comment" },
        { nameof(SilenceOptions.Duration), "end and duration" },
        { nameof(SilenceOptions.Duration), "a short window" },
        { nameof(SilenceOptions.Duration), "a long window" },
        { nameof(SilenceOptions.Duration), "longer than all" },
        { nameof(SilenceOptions.End), "past" },
        { nameof(SilenceOptions.End), "longer than a year" },
        { nameof(SilenceOptions.End), "no end" },
        { nameof(SilenceOptions.Cron), "a bad cron" },
        { nameof(SilenceOptions.Cron), "a cron that never comes" },
        { nameof(SilenceOptions.Cron), "a long cron" },
        { nameof(SilenceOptions.Cron), "two lines of cron" },
        { nameof(SilenceOptions.Start), "a start at the end of time" },
        { nameof(SilenceOptions.Start), "a start that nobody lives to see" },
        { nameof(SilenceOptions.TimeZone), "a bad zone" },
        { "To:0", "another destination" },
        { nameof(SilenceOptions.To), "many destinations" },
        { "Match:Masters:0", "a bad glob" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task AddAsync_Mistaken_NamesTheKeyAndKeepsNothing(string key, string mistake)
    {
        await using var team = await SilenceTeam.StartAsync();
        var worker = await team.JoinAsync(new SilenceOptions { Name = "configured", Cron = "0 0 3 ? * SUN", Duration = TimeSpan.FromHours(2) });
        await AddAsync(worker, Wanted with { Name = "there" });
        var before = await worker.Book.ListAsync(Cancellation);
        var window = Wanted with { Cron = "0 0 3 ? * SUN" };
        var result = await worker.Book.AddAsync(
            mistake switch
            {
                "name of another" => Wanted with { Name = "There" },
                "name of a configured one" => Wanted with { Name = "Configured" },
                "no name" => Wanted with { Name = "" },
                "a bad name" => Wanted with { Name = "a/b" },
                "no author" => Wanted with { Author = " " },
                "two lines of author" => Wanted with { Author = "ada\nbob" },
                "a long comment" => Wanted with { Comment = new string('x', SilenceWish.LongestComment + 1) },
                "end and duration" => Wanted with { End = team.Start.AddHours(1) },
                "a short window" => window with { Duration = TimeSpan.FromSeconds(59) },
                "a long window" => window with { Duration = TimeSpan.FromDays(8) },
                "longer than all" => Wanted with { Duration = TimeSpan.FromDays(367) },
                "past" => Wanted with { Start = team.Start.AddHours(-3), End = team.Start, Duration = null },
                "longer than a year" => Wanted with { End = team.Start.AddDays(367), Duration = null },
                "no end" => Wanted with { Duration = null },
                "a bad cron" => window with { Cron = "every Sunday" },
                "a cron that never comes" => window with { Cron = "0 0 0 30 2 ?" },
                "a long cron" => window with { Cron = $"0 {string.Join(',', Enumerable.Repeat("0", 100))} 3 * * ?" },
                "two lines of cron" => window with { Cron = "0 0 3\r\n * * ?" },
                "a start at the end of time" => Wanted with { Start = DateTimeOffset.MaxValue.AddMinutes(-1) },
                "a start that nobody lives to see" => Wanted with { Start = team.Start.AddYears(100) },
                "a bad zone" => window with { TimeZone = "Mars/Olympus" },
                "another destination" => Wanted with { To = ["mial"] },
                "many destinations" => Wanted with { To = [.. Enumerable.Repeat(SilenceTeam.Mail, SilenceWish.LongestList + 1)] },
                "a bad glob" => Wanted with { Match = new RouteMatch { Masters = ["a b"] } },
                _ => throw new InvalidOperationException(mistake),
            },
            "10.0.0.5",
            Cancellation);
        Assert.Contains(key, Assert.IsType<SilenceAddition.Mistaken>(result).Mistakes.Select(one => one.Key));
        Assert.Equal(before.Select(one => one.Id), (await worker.Book.ListAsync(Cancellation)).Select(one => one.Id));
    }

    [Fact]
    public async Task AddAsync_WindowThatComesAgain_GoesOnUntilItIsEnded()
    {
        await using var team = await SilenceTeam.StartAsync();
        var worker = await team.JoinAsync();
        var added = await AddAsync(worker, Wanted with { Cron = "0 0 3 * * ?", TimeZone = "Europe/Berlin" });
        Assert.Equal(SilenceState.Waiting, added.State);
        team.Time.SetUtcNow(new DateTimeOffset(2026, 6, 1, 1, 30, 0, TimeSpan.Zero));
        await worker.LookAsync();
        var found = await worker.Book.FindAsync(added.Id, Cancellation);
        Assert.Equal((SilenceState.Active, new DateTimeOffset(2026, 6, 1, 3, 0, 0, TimeSpan.Zero)), (found!.State, found.ActiveUntil));
    }

    private static async Task<ListedSilence> AddAsync(SilenceTeam.Member worker, SilenceOptions wanted)
    {
        var result = await worker.Book.AddAsync(wanted, "10.0.0.5", Cancellation);
        return result is SilenceAddition.Added { Silence: var silence } ? silence : throw new Xunit.Sdk.XunitException(result is SilenceAddition.Mistaken mistaken ? string.Join('\n', mistaken.Mistakes) : $"{result}");
    }
}
