using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events.Inspection;
using SentinelEvents.Worker.Sentinels;
using SentinelEvents.Worker.Sentinels.Inspection;
using StackExchange.Redis;

namespace SentinelEvents.Unit.Sentinels.Inspection;

public sealed class InspectorTests
{
    private const string All = "SENTINEL MASTERS";
    private const string Listing = "# Sentinel\r\nsentinel_masters:1\r\nmaster0:name=m,status=ok,address=10.0.0.1:6379,slaves=1,sentinels=3\r\n";

    private static readonly HostAddress At = new("10.0.0.1", 26379);
    private static readonly RedisResult Master = List("name", "m", "ip", "10.0.0.1", "port", "6379", "config-epoch", "1", "quorum", "2");

    [Fact]
    public async Task ReadSentinel_RepliesAsExpected_IsRead()
    {
        var read = await ReadSentinelAsync(Normal);
        Assert.True(read is { IsRead: true, Id: "id", Masters: [{ Name: "m", Quorum: 2, Replicas.Count: 1, Sentinels.Count: 1, QuorumCheck.Usable: 3 }] }, $"{read.Problem}");
    }

    [Theory]
    [InlineData("SENTINEL MASTER m")]
    [InlineData("SENTINEL REPLICAS m")]
    [InlineData("SENTINEL SENTINELS m")]
    [InlineData("SENTINEL GET-MASTER-ADDR-BY-NAME m")]
    public async Task ReadSentinel_NonsenseInAReply_IsAProblem(string command)
    {
        RedisResult[] nonsense =
        [
            RedisResult.Create((RedisValue)"text"), RedisResult.Create((RedisValue)7), List("a"), RedisResult.Create([List("only", "one", "odd")]),
            RedisResult.Create([RedisResult.Create([RedisResult.Create((RedisValue)"name"), List("x", "y")])]), RedisResult.Create([RedisResult.Create(RedisValue.Null)]),
        ];
        foreach (var reply in nonsense)
        {
            var read = await ReadSentinelAsync(asked => asked == command ? SentinelReply.Of(reply) : Normal(asked));
            Assert.Equal(InspectionProblemKind.Other, read.Problem?.Kind);
        }
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("sentinel_masters:2\r\nmaster0:name=m,status=ok,address=10.0.0.1:6379,slaves=1,sentinels=3\r\n", true)]
    [InlineData(Listing, false)]
    public async Task ReadSentinel_InfoThatDoesNotSayWhichMasters_AsksForAll(string info, bool asksForAll)
    {
        var commands = new ScriptedCommands(asked => asked == "INFO sentinel" ? SentinelReply.Of(RedisResult.Create((RedisValue)info)) : Normal(asked));
        var read = await ReadSentinelAsync(commands);
        Assert.True(read is { IsRead: true, Masters: [{ Name: "m" }], AllMasters: ["m"] }, $"{read.Problem}");
        Assert.Equal(asksForAll, commands.Asked.Contains(All));
    }

    [Fact]
    public async Task ReadSentinel_AnswerOfAnotherMaster_IsAProblem()
    {
        var read = await ReadSentinelAsync(asked => asked == "SENTINEL MASTER m" ? SentinelReply.Of(List("name", "other", "ip", "10.0.0.1", "port", "6379", "quorum", "2")) : Normal(asked));
        Assert.Equal(InspectionProblemKind.Other, read.Problem?.Kind);
    }

    [Fact]
    public async Task ReadSentinel_NonsenseInsteadOfAllMasters_IsAProblem()
    {
        foreach (var reply in new[] { RedisResult.Create((RedisValue)"text"), List("a"), RedisResult.Create([List("only", "one", "odd")]), RedisResult.Create([List("ip", "10.0.0.1")]) })
        {
            var read = await ReadSentinelAsync(asked => asked == All ? SentinelReply.Of(reply) : asked == "INFO sentinel" ? SentinelReply.Refused("NOPERM no") : Normal(asked));
            Assert.Equal(InspectionProblemKind.Other, read.Problem?.Kind);
        }
    }

    [Theory]
    [InlineData("SENTINEL REPLICAS")]
    [InlineData("SENTINEL MASTER m")]
    public async Task ReadSentinel_MasterRemovedMeanwhile_IsLeftOut(string command)
    {
        var read = await ReadSentinelAsync(asked => asked.StartsWith(command, StringComparison.Ordinal)
            ? SentinelReply.Refused("ERR No such master with that name")
            : Normal(asked));
        Assert.True(read is { IsRead: true, Masters: [], AllMasters: ["m"] });
    }

    [Fact]
    public async Task ReadSentinel_ConnectionLostMidway_IsUnreachable()
    {
        var read = await ReadSentinelAsync(asked => asked.StartsWith("SENTINEL CKQUORUM", StringComparison.Ordinal) ? SentinelReply.Failed(SentinelProblem.Lost("gone")) : Normal(asked));
        Assert.Equal(InspectionProblemKind.Unreachable, read.Problem?.Kind);
    }

    [Fact]
    public async Task ReadNode_Secrets_AreNeverKept()
    {
        var commands = new ScriptedCommands(asked => asked.StartsWith("CONFIG GET ", StringComparison.Ordinal)
            ? SentinelReply.Of(List(asked.Split(' ')[2], "s3cret", "requirepass", "s3cret", "unasked", "s3cret"))
            : asked == "ROLE" ? SentinelReply.Of(List("master", "0")) : SentinelReply.Refused("ERR no"));
        var read = await new NodeInspector(commands, null).ReadAsync(new NodeInspection(At, ["m"]), CancellationToken.None);
        Assert.Equal(("set", "set"), (read.Settings.Text("requirepass"), read.Settings.Text("masterauth")));
        Assert.False(read.Settings.Has("unasked"));
        Assert.All(commands.Asked.Where(asked => asked.StartsWith("CONFIG", StringComparison.Ordinal)), asked => Assert.Equal(3, asked.Split(' ').Length));
    }

    [Fact]
    public async Task ReadNode_NothingButNonsense_IsAProblem()
    {
        foreach (var nonsense in new[] { RedisResult.Create(RedisValue.Null), List(), List("a"), RedisResult.Create([List("a", "b")]) })
        {
            var read = await new NodeInspector(new ScriptedCommands(asked => asked == "ROLE" ? SentinelReply.Of(RedisResult.Create(RedisValue.Null)) : SentinelReply.Of(nonsense)), null)
                .ReadAsync(new NodeInspection(At, ["m"]), CancellationToken.None);
            Assert.Equal(InspectionProblemKind.Other, read.Problem?.Kind);
        }
    }

    private static Task<SentinelInspection> ReadSentinelAsync(Func<string, SentinelReply> answer) => ReadSentinelAsync(new ScriptedCommands(answer));

    private static Task<SentinelInspection> ReadSentinelAsync(ScriptedCommands commands) => new SentinelInspector(
        commands, new ClusterOptions { Name = "local", Sentinels = [] }, new SentinelReplies(null)).ReadAsync(new SentinelInspection(At, true), CancellationToken.None);

    private static SentinelReply Normal(string asked) => SentinelReply.Of(asked switch
    {
        "SENTINEL MYID" => RedisResult.Create((RedisValue)"id"),
        "INFO sentinel" => RedisResult.Create((RedisValue)Listing),
        "INFO server" => RedisResult.Create((RedisValue)"# Server\r\nredis_version:7.0.15\r\n"),
        All => RedisResult.Create([Master]),
        "SENTINEL MASTER m" => Master,
        "SENTINEL GET-MASTER-ADDR-BY-NAME m" => List("10.0.0.1", "6379"),
        "SENTINEL CKQUORUM m" => RedisResult.Create((RedisValue)"OK 3 usable Sentinels. Quorum and failover authorization can be reached"),
        _ => RedisResult.Create([List("ip", "10.0.0.2", "port", "6379", "runid", "r")]),
    });

    private static RedisResult List(params string[] texts) => RedisResult.Create([.. texts.Select(text => RedisResult.Create((RedisValue)text))]);
}
