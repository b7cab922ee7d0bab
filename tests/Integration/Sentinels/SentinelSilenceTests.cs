using System.Globalization;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Sentinels;

namespace SentinelEvents.Integration.Sentinels;

/// <summary>Connections that die without a word: only traffic proves that they live.</summary>
public sealed class SentinelSilenceTests
{
    /// <summary>What noticing may take beyond the limit, on a machine that does much else.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(1.5);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Watch_PathDropsEveryPacket_IsNoticedWithinTheLimitAndWatchedAgainOnceItHeals()
    {
        await using var rig = await Rig.StartAsync();
        var dead = TimeProvider.System.GetUtcNow();
        rig.Path.GoSilent();
        await rig.UntilLostAsync(dead);

        // Attempts to connect over a dead path end, too, and tell why.
        await rig.Watching.Until(_ => rig.Watching.Watch.Sentinels.Single().LastProblem?.Kind == SentinelProblemKind.Unreachable, "unreachable", Cancellation);
        rig.Path.Heal();
        await rig.UntilHeardAgainAsync();
    }

    [Fact]
    public async Task Watch_ConnectionsForgottenByTheOtherSide_IsNoticedWithinTheLimitAndWatchedAgain()
    {
        await using var rig = await Rig.StartAsync();
        var dead = TimeProvider.System.GetUtcNow();
        rig.Path.ForgetConnections();
        await rig.UntilLostAsync(dead);
        await rig.UntilHeardAgainAsync();
    }

    [Fact]
    public async Task Watch_OnlyTheConnectionForMessagesDead_IsNoticedWithinTheLimit()
    {
        await using var rig = await Rig.StartAsync();
        var dead = TimeProvider.System.GetUtcNow();
        rig.Path.Messages.GoSilent();
        var lost = await rig.UntilLostAsync(dead);
        Assert.Contains("no traffic", lost.Reason, StringComparison.Ordinal);

        // Heard last before it died; the pings are a third of the limit apart.
        Assert.True(lost.BlindSince <= dead + Slack && lost.BlindSince >= dead - (rig.Limit / 2), string.Create(CultureInfo.InvariantCulture, $"dead at {dead:O}, blind since {lost.BlindSince:O}"));
        await rig.UntilHeardAgainAsync();
    }

    [Fact]
    public async Task Watch_OnlyTheConnectionForCommandsDead_IsNoticedWithinTheLimit()
    {
        await using var rig = await Rig.StartAsync();
        var dead = TimeProvider.System.GetUtcNow();
        rig.Path.Commands.GoSilent();
        var lost = await rig.UntilLostAsync(dead);
        Assert.Contains("no answer to any command", lost.Reason, StringComparison.Ordinal);

        // Messages came to the end.
        Assert.True(lost.At - lost.BlindSince < rig.Limit / 2, string.Create(CultureInfo.InvariantCulture, $"lost at {lost.At:O}, blind since {lost.BlindSince:O}"));
        await rig.UntilHeardAgainAsync();
    }

    [Fact]
    public async Task Watch_CutOffBecauseItsOutputBufferOverflowed_IsNoticedAtOnce()
    {
        const int copies = 3000;
        await using var servers = await RealSentinels.StartAsync(Cancellation, sentinels: 1, extra: "client-output-buffer-limit pubsub 64kb 64kb 0");

        // Silence would be noticed only long after the test's end.
        var cluster = Watching.Cluster(servers.Sentinels) with { SilenceLimit = TimeSpan.FromMinutes(5) };
        await using var watching = await Watching.StartAsync(cluster, Cancellation);
        await watching.Until(seen => seen.OfType<SnapshotTaken>().Any(), "a snapshot", Cancellation);

        // One command, thousands of messages: they leave the sentinel's buffer only when it is done.
        var begun = TimeProvider.System.GetUtcNow();
        await RealSentinels.AskAsync(
            servers.Sentinels[0], null, ["SENTINEL", "SET", RealSentinels.Master, .. Enumerable.Range(1, copies).SelectMany(number => new[] { "parallel-syncs", $"{number}" })]);
        var answered = TimeProvider.System.GetUtcNow();
        var all = await watching.Until(seen => seen.OfType<SentinelUnsighted>().Any(), "unsighted", Cancellation);

        var lost = all.OfType<SentinelUnsighted>().First();
        Assert.True(lost.At - answered < Slack, $"noticed {lost.At - answered} after the sentinel cut it off: {lost.Reason}");
        Assert.True(lost.BlindSince >= begun - TimeSpan.FromMinutes(2) && lost.BlindSince <= lost.At, $"{lost.BlindSince:O}");
        Assert.True(all.Count(seen => seen is MessageHeard { Message: SetMessage }) < copies, "The sentinel cut nothing off: the test proves nothing.");
        all = await watching.Until(seen => seen.SkipWhile(o => o != lost).OfType<SnapshotTaken>().Any(), "sighted, and a snapshot", Cancellation);
        Assert.Equal(copies, all.SkipWhile(o => o != lost).OfType<SnapshotTaken>().First().Snapshot.Masters.Single().Settings.ParallelSyncs);
        TestContext.Current.TestOutputHelper?.WriteLine($"noticed {(lost.At - answered).TotalMilliseconds:0} ms after the answer, {lost.Reason}; back {(all.SkipWhile(o => o != lost).OfType<SentinelSighted>().First().At - lost.At).TotalMilliseconds:0} ms later");
    }

    /// <summary>A sentinel that is watched along a path of its own.</summary>
    private sealed class Rig : IAsyncDisposable
    {
        private readonly RealSentinels servers;
        private int settings;

        private Rig(RealSentinels servers, SentinelPath path, Watching watching, TimeSpan limit) =>
            (this.servers, Path, Watching, Limit) = (servers, path, watching, limit);

        public SentinelPath Path { get; }

        public Watching Watching { get; }

        public TimeSpan Limit { get; }

        public static async Task<Rig> StartAsync()
        {
            var servers = await RealSentinels.StartAsync(Cancellation, sentinels: 1);
            var path = SentinelPath.To(servers.Sentinels[0]);
            var cluster = Watching.Cluster(path.Port);
            var rig = new Rig(servers, path, await Watching.StartAsync(cluster, Cancellation), cluster.SilenceLimit);
            await rig.Watching.Until(seen => seen.OfType<SnapshotTaken>().Any(), "a snapshot", Cancellation);
            return rig;
        }

        /// <summary>The first end of sight, which must be noticed in time and say the truth.</summary>
        public async Task<SentinelUnsighted> UntilLostAsync(DateTimeOffset dead)
        {
            var all = await Watching.Until(seen => seen.OfType<SentinelUnsighted>().Any(), "unsighted", Cancellation);
            var lost = all.OfType<SentinelUnsighted>().First();
            TestContext.Current.TestOutputHelper?.WriteLine(
                $"noticed {(lost.At - dead).TotalSeconds:0.00} s after it died: {lost.Reason}; blind since {(lost.BlindSince - dead)?.TotalSeconds:0.00} s");
            Assert.True(lost.At - dead < Limit + Slack, $"noticed only after {lost.At - dead}: {lost.Reason}");
            Assert.NotNull(lost.BlindSince);
            Assert.True(lost.BlindSince <= lost.At, $"blind since {lost.BlindSince:O}, noticed at {lost.At:O}");
            return lost;
        }

        /// <summary>Sighted, then a snapshot, then what is published now.</summary>
        public async Task UntilHeardAgainAsync()
        {
            var all = await Watching.Until(
                seen => seen.SkipWhile(o => o is not SentinelUnsighted).SkipWhile(o => o is not SentinelSighted).OfType<SnapshotTaken>().Any(), "sighted, and a snapshot", Cancellation);
            var value = $"{100 + ++settings}";
            await RealSentinels.AskAsync(servers.Sentinels[0], null, "SENTINEL", "SET", RealSentinels.Master, "parallel-syncs", value);
            await Watching.Until(seen => seen.Any(o => o is MessageHeard { Message: SetMessage set } && set.Value == value), "+set after the return", Cancellation);
            Assert.Equal(SentinelWatchState.Watching, Watching.Watch.Sentinels.Single().State);
        }

        public async ValueTask DisposeAsync()
        {
            await Watching.DisposeAsync();
            await Path.DisposeAsync();
            await servers.DisposeAsync();
        }
    }
}
