using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SentinelEvents.Contracts;
using SentinelEvents.Tests;
using SentinelEvents.Unit.Journal;
using SentinelEvents.Worker.Status.Api;
using SentinelEvents.Worker.Status.Feed;

namespace SentinelEvents.Unit.Status;

public sealed class StreamTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stream_EventsCommitted_CarriesThemAtOnceAsTheContract()
    {
        await using var rig = await StartAsync();
        await rig.CommitAsync(TestEvents.Down("before").Event);
        await AtAsync(rig, 1);
        await using var stream = await StreamReading.OpenAsync(rig.Client);
        await OpenedAsync(stream);

        var hostile = TestEvents.Down("k1", "a\nid: 99\n\ndata: <x>\u202e\u2028").Event;
        await rig.CommitAsync(hostile, TestEvents.Down("k2").Event);

        var items = await stream.TakeAsync(2);
        Assert.Equal(["2", "3"], items.Select(item => item.EventId));
        Assert.All(items, item => Assert.Equal("MasterDown", item.EventType));
        Assert.Equal(SentinelEventJson.Serialize(hostile), SentinelEventJson.Serialize(SentinelEventJson.Deserialize(items[0].Data)));
        Assert.StartsWith("retry: 2000\n\n", stream.Raw, StringComparison.Ordinal);
        Assert.DoesNotContain("<x>", stream.Raw, StringComparison.Ordinal);
        Assert.All(stream.Raw.Split('\n'), line => Assert.Matches("^(|retry: .*|id: [0-9]+|event: [A-Za-z]+|data: [ -~]+)$", line));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(150)]
    [InlineData(700)]
    public async Task Stream_CutAndResumed_HasNeitherGapNorRepetition(int read)
    {
        await using var rig = await StartAsync();
        await AtAsync(rig, 0);
        List<long> seen = [];
        await using (var first = await StreamReading.OpenAsync(rig.Client, "/api/stream?after=0"))
        {
            await rig.CommitAsync(Enumerable.Range(1, 700).Select(number => TestEvents.Down($"k{number}").Event));
            seen.AddRange((await first.TakeAsync(read)).Select(item => long.Parse(item.EventId!, CultureInfo.InvariantCulture)));
        }

        await rig.CommitAsync(Enumerable.Range(701, 5).Select(number => TestEvents.Down($"k{number}").Event));
        await using var second = await StreamReading.OpenAsync(rig.Client, lastEventId: seen[^1].ToString(CultureInfo.InvariantCulture));
        seen.AddRange((await second.TakeAsync(705 - read)).Select(item => long.Parse(item.EventId!, CultureInfo.InvariantCulture)));

        Assert.Equal(Enumerable.Range(1, 705).Select(number => (long)number), seen);
    }

    [Fact]
    public async Task Stream_EventsOfAnotherWorker_ComeWithinASecond()
    {
        await using var rig = await StartAsync();
        await AtAsync(rig, 0);
        await using var stream = await StreamReading.OpenAsync(rig.Client);
        await OpenedAsync(stream);

        // Nobody tells this worker: the second passes.
        await rig.KeepAsync(TestEvents.Down("k1").Event);
        await Until.TrueAsync(() => stream.Raw.Contains("id: 1", StringComparison.Ordinal), () => stream.Raw, () => rig.Time.Advance(TimeSpan.FromMilliseconds(100)));

        Assert.InRange(rig.Time.GetUtcNow() - Worker.Simulation.ScenarioRun.Zero, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Stream_OfOneMaster_LeavesOutTheOthers()
    {
        await using var rig = await StartAsync();
        await AtAsync(rig, 0);
        await using var stream = await StreamReading.OpenAsync(rig.Client, "/api/stream?master=m2&kind=MasterDown&after=0");

        await rig.CommitAsync(TestEvents.Down("k1").Event, TestEvents.Down("k2", "m2").Event, TestEvents.Report("r").Event, TestEvents.Down("k4", "m2").Event);

        Assert.Equal(["2", "4"], (await stream.TakeAsync(2)).Select(item => item.EventId));

        // Events of others are no sign of life, however many come.
        for (var number = 5; !stream.Raw.Contains(": alive\n\n", StringComparison.Ordinal); number++)
        {
            Assert.True(number < 40, stream.Raw);
            await rig.CommitAsync(TestEvents.Down($"k{number}").Event);
            await AtAsync(rig, number);
            rig.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancellation);
        }
    }

    [Fact]
    public async Task Stream_NothingHappens_ShowsThatItIsAlive()
    {
        await using var rig = await StartAsync();
        await AtAsync(rig, 0);
        await using var stream = await StreamReading.OpenAsync(rig.Client);
        await OpenedAsync(stream);

        await Until.TrueAsync(() => stream.Raw.Contains(": alive\n\n", StringComparison.Ordinal), () => stream.Raw, () => rig.Time.Advance(TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task Stream_FromAnotherJournal_IsRefused()
    {
        await using var rig = await StartAsync();
        await AtAsync(rig, 0);

        var problem = await rig.RefusedAsync("/api/stream?after=17", HttpStatusCode.BadRequest);

        Assert.Contains("another one", (string)problem["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_JournalNeverRead_IsRefused()
    {
        await using var rig = await ApiRig.StartAsync(away: true);

        await rig.RefusedAsync("/api/stream", HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task Stream_OneTooMany_IsRefusedUntilAnotherEnds()
    {
        await using var rig = await StartAsync();
        await AtAsync(rig, 0);
        List<StreamReading> streams = [];
        for (var number = 0; number < StreamPlaces.Most; number++)
        {
            streams.Add(await StreamReading.OpenAsync(rig.Client));
        }

        await rig.RefusedAsync("/api/stream", HttpStatusCode.ServiceUnavailable);
        await streams[0].DisposeAsync();
        await UntilTakenAsync(rig, StreamPlaces.Most - 1);
        streams[0] = await StreamReading.OpenAsync(rig.Client);

        foreach (var stream in streams)
        {
            await stream.DisposeAsync();
        }

        await UntilTakenAsync(rig, 0);
    }

    [Fact]
    public async Task Stream_ReaderThatTakesNothing_IsCutOff()
    {
        await using var rig = await StartAsync();
        await AtAsync(rig, 0);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await socket.ConnectAsync(rig.Client.BaseAddress!.Host, rig.Client.BaseAddress.Port, Cancellation);
        await socket.SendAsync(Encoding.ASCII.GetBytes("GET /api/stream?after=0 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"), Cancellation);
        await UntilTakenAsync(rig, 1);

        // More than all buffers between the two hold.
        var large = new string('x', 500_000);
        for (var number = 0; number < 40; number++)
        {
            await rig.CommitAsync(TestEvents.Down($"k{number}", large).Event);
        }

        await AtAsync(rig, 40);
        await Until.TrueAsync(() => Places(rig).Taken == 0, () => $"{Places(rig).Taken} streams", () => rig.Time.Advance(TimeSpan.FromSeconds(1)));
    }

    private static Task<ApiRig> StartAsync() => ApiRig.StartAsync(new Seen(Worker.Agreement.ClusterState.New(Policy, Worker.Simulation.ScenarioRun.Zero), Worker.Simulation.ScenarioRun.Zero, []));

    private static Worker.Agreement.ClusterPolicy Policy => new(
        "local", 3, Worker.Events.AgreementPolicy.Majority, TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(10));

    private static StreamPlaces Places(ApiRig rig) => rig.Services.GetRequiredService<StreamPlaces>();

    private static Task UntilTakenAsync(ApiRig rig, int count) => Until.TrueAsync(() => Places(rig).Taken == count, () => $"{Places(rig).Taken} streams");

    /// <summary>The feed has read so far.</summary>
    private static Task AtAsync(ApiRig rig, long position)
    {
        var feed = rig.Services.GetRequiredService<EventFeed>();
        return Until.TrueAsync(() => feed.Now.Position == position, () => $"{feed.Now.Position}");
    }

    private static Task OpenedAsync(StreamReading stream) => Until.TrueAsync(() => stream.Raw.Length > 0, () => "nothing");
}
