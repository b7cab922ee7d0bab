using System.Globalization;
using SentinelEvents.Unit.Sentinels.Inspection;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Sentinels;
using StackExchange.Redis;

namespace SentinelEvents.Unit.Sentinels;

public sealed class SnapshotReaderTests
{
    private const string All = "SENTINEL MASTERS";
    private readonly List<string> masters = ["cache", "orders"];
    private readonly ScriptedCommands commands;
    private readonly SnapshotReader reader;
    private bool infoRefused;
    private int moving;
    private string? impostor;

    public SnapshotReaderTests()
    {
        commands = new ScriptedCommands(Answer);
        reader = new SnapshotReader(commands, name => name != "unfollowed", new SentinelReplies(null), _ => { });
    }

    [Fact]
    public async Task ReadAll_MastersThatInfoLists_AsksForEachAlone()
    {
        Assert.Equal(["cache", "orders"], await ReadAsync());
        Assert.Equal(["cache", "orders"], await ReadAsync());

        Assert.DoesNotContain(All, commands.Asked);
        Assert.Equal(4, commands.Asked.Count(asked => asked.StartsWith("SENTINEL MASTER ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task ReadAll_NameThatInfoCannotSpell_AsksForAllOnce()
    {
        masters.Add("sessions\u00e9");
        Assert.Equal(["cache", "orders", "sessions\u00e9"], await ReadAsync());
        await ReadAsync();

        Assert.Single(commands.Asked, All);
    }

    [Fact]
    public async Task ReadAll_MasterThatChangedItsAddressMeanwhile_IsReadAgain()
    {
        moving = 1;
        Assert.Equal(["cache", "orders"], await ReadAsync());
        Assert.Equal(3, commands.Asked.Count(asked => asked.StartsWith("SENTINEL MASTER ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task ReadAll_MasterThatKeepsChangingItsAddress_IsUnsettled()
    {
        moving = int.MaxValue;
        var answer = await reader.ReadAllAsync(TestContext.Current.CancellationToken);
        Assert.Equal(SentinelProblemKind.Unsettled, answer.Problem?.Kind);
    }

    [Fact]
    public async Task ReadAll_AnotherMaster_IsReadAtOnce()
    {
        await ReadAsync();
        masters.Add("sessions");
        Assert.Equal(["cache", "orders", "sessions"], await ReadAsync());
        Assert.Contains("sessions", reader.Names);

        masters.RemoveAt(0);
        Assert.Equal(["orders", "sessions"], await ReadAsync());
        Assert.DoesNotContain("cache", reader.Names);
    }

    [Fact]
    public async Task ReadAll_OneForAnother_IsSeenThoughTheirNumberIsTheSame()
    {
        await ReadAsync();
        masters[1] = "sessions";
        Assert.Equal(["cache", "sessions"], await ReadAsync());
    }

    [Fact]
    public async Task ReadAll_MasterThatIsNotFollowed_IsKnownAndNotAskedFor()
    {
        masters.Add("unfollowed");
        Assert.Equal(["cache", "orders"], await ReadAsync());
        await ReadAsync();

        Assert.Contains("unfollowed", reader.Names);
        Assert.DoesNotContain(commands.Asked, asked => asked.EndsWith(" unfollowed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ReadAll_InfoNotPermitted_AsksForAllEachTime()
    {
        infoRefused = true;
        await ReadAsync();
        masters[1] = "sessions";
        Assert.Equal(["cache", "sessions"], await ReadAsync());
        Assert.Equal(2, commands.Asked.Count(asked => asked == All));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ReadAll_FirstMasterOfAll_IsFound(bool withoutInfo)
    {
        infoRefused = withoutInfo;
        masters.Clear();
        Assert.Empty(await ReadAsync());
        Assert.Empty(await ReadAsync());

        masters.Add("cache");
        Assert.Equal(["cache"], await ReadAsync());
    }

    [Fact]
    public async Task ReadAll_AnswerOfAnotherMaster_IsNoAnswer()
    {
        impostor = "unfollowed";
        var answer = await reader.ReadAllAsync(TestContext.Current.CancellationToken);
        Assert.Equal(SentinelProblemKind.Garbage, answer.Problem?.Kind);
    }

    private async Task<IEnumerable<string>> ReadAsync()
    {
        var answer = await reader.ReadAllAsync(TestContext.Current.CancellationToken);
        Assert.Null(answer.Problem);
        Assert.Equal(infoRefused ? "" : "7.0.15", answer.Value!.Version);
        Assert.All(answer.Value.Masters, master => Assert.True(master is { Replicas: [{ Address.Port: 6379 }], Sentinels: [_], QuorumCheck: QuorumCheck { Ok: true, Usable: 3 } }));
        return answer.Value.Masters.Select(master => master.Name);
    }

    private SentinelReply Answer(string asked) => asked.Split(' ') switch
    {
        ["INFO", _] when infoRefused => SentinelReply.Refused("NOPERM this user has no permissions to run the 'info' command"),
        ["INFO", var section] => Text(
            "redis_version:7.0.15\r\n" + (section == "server" ? "" : $"sentinel_masters:{masters.Count}\r\n" + string.Concat(masters.Select((name, at) => string.Create(CultureInfo.InvariantCulture, $"master{at}:name={name},status=ok,address=10.0.0.1:6379,slaves=1,sentinels=3\r\n"))))),
        [_, "MASTERS"] => SentinelReply.Of(RedisResult.Create([.. masters.Select(Instance)])),
        [_, "GET-MASTER-ADDR-BY-NAME", _] => SentinelReply.Of(List("10.0.0.1", moving > 0 && moving-- % 2 == 1 ? "6380" : "6379")),
        [_, "MASTER", var name] => SentinelReply.Of(Instance(impostor ?? name)),
        [_, "CKQUORUM", _] => Text("OK 3 usable Sentinels. Quorum and failover authorization can be reached"),
        [_, _, _] => SentinelReply.Of(RedisResult.Create([Instance("10.0.0.2:6379")])),
        _ => SentinelReply.Refused("ERR unknown command"),
    };

    private static RedisResult Instance(string name) => List("name", name, "ip", "10.0.0.1", "port", "6379", "runid", "r", "flags", "master", "config-epoch", "7");

    private static SentinelReply Text(string text) => SentinelReply.Of(RedisResult.Create((RedisValue)text));

    private static RedisResult List(params string[] texts) => RedisResult.Create([.. texts.Select(text => RedisResult.Create((RedisValue)text))]);
}
