using System.Net;
using System.Net.Sockets;
using SentinelEvents.Lab;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Sentinels;

namespace SentinelEvents.Integration.Sentinels;

public sealed class SentinelAccessTests
{
    private const string Secret = "Tr0ub4dor-and-3";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(4);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Probe_SentinelWithoutPassword_IsReachable()
    {
        await using var servers = await RealSentinels.StartAsync(Cancellation, sentinels: 1);
        var result = Assert.IsType<ProbeReachable>(await Probe(servers.Sentinels[0]));
        Assert.Equal([RealSentinels.Master], result.Masters);
        Assert.Equal(40, result.Id!.Length);
        Assert.Empty(result.Missing);
    }

    [Fact]
    public async Task Probe_WrongOrMissingPassword_SaysSoWithoutIt()
    {
        await using var servers = await RealSentinels.StartAsync(Cancellation, sentinels: 1, extra: $"requirepass {Secret}", password: Secret);
        var wrong = Assert.IsType<ProbeFailed>(await Probe(servers.Sentinels[0], null, "wrong-" + Secret));
        Assert.Equal(SentinelProblemKind.WrongPassword, wrong.Problem.Kind);
        Assert.DoesNotContain(Secret, wrong.ToString(), StringComparison.Ordinal);
        var missing = Assert.IsType<ProbeFailed>(await Probe(servers.Sentinels[0]));
        Assert.Equal(SentinelProblemKind.PasswordRequired, missing.Problem.Kind);
        Assert.IsType<ProbeReachable>(await Probe(servers.Sentinels[0], null, Secret));
    }

    [Fact]
    public async Task Probe_UserRefusedWhereTheDefaultUserNeedsNoPassword_SaysSoAndDoesNotGoOnAsThatOne()
    {
        await using var servers = await RealSentinels.StartAsync(Cancellation, sentinels: 1, extra: $"user obs on >{Secret} {SentinelAcl.Line}");
        var refused = Assert.IsType<ProbeFailed>(await Probe(servers.Sentinels[0], "obs", "wrong-" + Secret));
        Assert.Equal(SentinelProblemKind.WrongPassword, refused.Problem.Kind);
        Assert.IsType<ProbeReachable>(await Probe(servers.Sentinels[0], "obs", Secret));
    }

    [Fact]
    public async Task Watch_WrongPassword_IsLoggedOnceWithoutIt()
    {
        await using var servers = await RealSentinels.StartAsync(Cancellation, sentinels: 1, extra: $"requirepass {Secret}", password: Secret);
        await using var watching = await Watching.StartAsync(Watching.Cluster(servers.Sentinels) with { Password = "no" + Secret }, Cancellation);
        await watching.Until(_ => watching.Watch.Sentinels.Any(s => s.LastProblem?.Kind == SentinelProblemKind.WrongPassword), "wrong password", Cancellation);
        await Task.Delay(TimeSpan.FromSeconds(1.5), TimeProvider.System, Cancellation);
        Assert.Single(watching.Log.Lines);
        Assert.DoesNotContain(Secret, watching.Log.Lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watch_MinimalUser_LacksNothing()
    {
        await using var servers = await RealSentinels.StartAsync(
            Cancellation, sentinels: 1, extra: $"requirepass {Secret}\nuser obs on >{Secret}x {SentinelAcl.Line}", password: Secret);
        var cluster = Watching.Cluster(servers.Sentinels) with { User = "obs", Password = Secret + "x" };
        await using (var watching = await Watching.StartAsync(cluster, Cancellation))
        {
            await watching.Until(seen => seen.OfType<SnapshotTaken>().Count() > 1, "snapshots", Cancellation);
            await RealSentinels.AskAsync(servers.Sentinels[0], Secret, "SENTINEL", "SET", RealSentinels.Master, "auth-pass", Secret);
            var all = await watching.Until(seen => seen.OfType<MessageHeard>().Any(m => m.Message is SetMessage), "+set", Cancellation);
            Assert.DoesNotContain(all, o => o.ToString().Contains(Secret, StringComparison.Ordinal));
            Assert.DoesNotContain(watching.Log.Lines, line => line.StartsWith("Warning", StringComparison.Ordinal));
        }

        Assert.Empty(Assert.IsType<ProbeReachable>(await Probe(servers.Sentinels[0], "obs", Secret + "x")).Missing);
        Assert.Empty((await RealSentinels.AskAsync(servers.Sentinels[0], Secret, "ACL", "LOG")).Items);
    }

    [Theory]
    [InlineData("+info +sentinel|masters", "SENTINEL MASTERS", "+sentinel|masters")]
    [InlineData("+sentinel|master", "SENTINEL MASTER", "+sentinel|master")]
    [InlineData("+sentinel|get-master-addr-by-name", "SENTINEL GET-MASTER-ADDR-BY-NAME", "+sentinel|get-master-addr-by-name")]
    [InlineData("&+* &-*", "PSUBSCRIBE +* -*", "&+* &-*")]
    public async Task Probe_NeededRightMissing_NamesTheRuleThatCuresIt(string without, string command, string cure)
    {
        await using var servers = await RealSentinels.StartAsync(
            Cancellation, sentinels: 1, extra: $"requirepass {Secret}\nuser obs on >{Secret} {Without(without)}", password: Secret);
        var failed = Assert.IsType<ProbeFailed>(await Probe(servers.Sentinels[0], "obs", Secret));
        Assert.Equal((SentinelProblemKind.NotPermitted, command), (failed.Problem.Kind, failed.Problem.Command));
        Assert.Contains(cure, failed.Problem.AclRule, StringComparison.Ordinal);
        Assert.Contains(failed.Problem.AclRule!, failed.Problem.Cure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("+info", "INFO")]
    [InlineData("+sentinel|ckquorum", "SENTINEL CKQUORUM")]
    [InlineData("+sentinel|myid", "SENTINEL MYID")]
    public async Task Watch_OptionalRightMissing_DegradesAndWarnsOnce(string without, string command)
    {
        await using var servers = await RealSentinels.StartAsync(
            Cancellation, sentinels: 1, extra: $"requirepass {Secret}\nuser obs on >{Secret} {Without(without)}", password: Secret);
        await using var watching = await Watching.StartAsync(Watching.Cluster(servers.Sentinels) with { User = "obs", Password = Secret }, Cancellation);
        var all = await watching.Until(seen => seen.OfType<SnapshotTaken>().Count() > 1, "snapshots", Cancellation);
        Assert.Contains(command, Assert.Single(watching.Log.Lines, line => line.StartsWith("Warning", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Single(all.OfType<SnapshotTaken>().Last().Snapshot.Masters);
    }

    [Fact]
    public async Task Watch_NamedUserWithAllChannels_StillHears()
    {
        await using var servers = await RealSentinels.StartAsync(
            Cancellation, sentinels: 1, extra: $"user default on nopass resetchannels &__sentinel__:hello &+* &-* +@all");
        await using var watching = await Watching.StartAsync(Watching.Cluster(servers.Sentinels), Cancellation);
        await watching.Until(seen => seen.OfType<SnapshotTaken>().Any(), "a snapshot", Cancellation);
        await RealSentinels.AskAsync(servers.Sentinels[0], null, "SENTINEL", "SET", RealSentinels.Master, "parallel-syncs", "3");
        await watching.Until(seen => seen.OfType<MessageHeard>().Any(m => m.Message is SetMessage), "+set", Cancellation);
    }

    [Fact]
    public async Task Probe_DataNode_IsNotASentinel()
    {
        await using var servers = await RealSentinels.StartAsync(Cancellation, sentinels: 1);
        Assert.Equal(SentinelProblemKind.NotASentinel, Assert.IsType<ProbeFailed>(await Probe(servers.Nodes[0])).Problem.Kind);
    }

    [Fact]
    public async Task Probe_NothingListens_IsUnreachable() =>
        Assert.Equal(SentinelProblemKind.Unreachable, Assert.IsType<ProbeFailed>(await Probe(FreePorts.Take())).Problem.Kind);

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request\r\nServer: x\r\n\r\n")]
    [InlineData("\0\u0001\u0002\u0003garbage")]
    [InlineData("$-7\r\n*99999999999\r\n")]
    [InlineData("")]
    public async Task Probe_OtherServer_EndsInTimeWithATypedProblem(string greeting)
    {
        using var listener = new TcpListener(IPAddress.Loopback, FreePorts.Take());
        listener.Start();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var serving = ServeAsync(listener, System.Text.Encoding.Latin1.GetBytes(greeting), stop.Token);
        var failed = Assert.IsType<ProbeFailed>(await Probe(((IPEndPoint)listener.LocalEndpoint).Port).WaitAsync(Limit * 2, TimeProvider.System, Cancellation));
        await stop.CancelAsync();
        await serving;
        Assert.True(failed.Problem.Kind is SentinelProblemKind.Garbage or SentinelProblemKind.Unreachable, failed.ToString());
    }

    private static async Task ServeAsync(TcpListener listener, byte[] greeting, CancellationToken cancellation)
    {
        var clients = new List<TcpClient>();
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(cancellation);
                clients.Add(client);
                await client.GetStream().WriteAsync(greeting, cancellation);
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException)
        {
            clients.ForEach(client => client.Dispose());
        }
    }

    private static string Without(string rules) => string.Join(' ', SentinelAcl.Line.Split(' ').Except(rules.Split(' ')));

    private static Task<ProbeResult> Probe(int port, string? user = null, string? password = null) => new SentinelProbe(TimeProvider.System).ProbeAsync(
        Watching.Cluster(port) with { User = user, Password = password }, $"127.0.0.1:{port}", Limit, Cancellation);
}
