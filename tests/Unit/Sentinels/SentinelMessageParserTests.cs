using System.Text;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Sentinels;

namespace SentinelEvents.Unit.Sentinels;

public sealed class SentinelMessageParserTests
{
    private const string Id = "0123456789abcdef0123456789abcdef01234567";
    private static readonly HostAddress Node0 = new("127.0.0.1", 41000);
    private static readonly HostAddress Node1 = new("127.0.0.1", 41001);
    private static readonly HostAddress Peer = new("127.0.0.1", 26380);
    private static readonly MasterSubject Mymaster = new("mymaster", Node0);

    private const string FormM = "master mymaster 127.0.0.1 41000";
    private const string FormSlave = "slave 127.0.0.1:41001 127.0.0.1 41001 @ mymaster 127.0.0.1 41000";
    private const string FormSentinel = $"sentinel {Id} 127.0.0.1 26380 @ mymaster 127.0.0.1 41000";

    public static TheoryData<string, string, SentinelMessage> Catalogue()
    {
        var rows = new TheoryData<string, string, SentinelMessage>
        {
            { "+switch-master", "mymaster 127.0.0.1 41000 127.0.0.1 41001", new SwitchMessage("mymaster", Node0, Node1) },
            { "+odown", $"{FormM} #quorum 3/2", new ODownMessage(Mymaster, 3, 2) },
            { "+monitor", $"{FormM} quorum 2", new MonitorMessage(Mymaster, 2) },
            { "+role-change", $"{FormM} new reported role is master", new RoleMessage(SentinelChannel.PlusRoleChange, null, Mymaster, "master") },
            { "-role-change", $"{FormM} new reported role is slave", new RoleMessage(SentinelChannel.MinusRoleChange, null, Mymaster, "slave") },
            { "+role-change", $"{FormSlave} new reported role is slave", new RoleMessage(SentinelChannel.PlusRoleChange, Node1, Mymaster, "slave") },
            { "-role-change", $"{FormSlave} new reported role is master", new RoleMessage(SentinelChannel.MinusRoleChange, Node1, Mymaster, "master") },
            { "+sentinel-address-switch", $"{FormM} ip 127.0.0.1 port 26380 for {Id}", new PeerMovedMessage(Mymaster, Id, Peer) },
            { "+sentinel-address-update", $"{FormSentinel} 2 additional matching instances", new PeerUpdatedMessage(Id, Peer, Mymaster, 2) },
            { "+new-epoch", "7", new EpochMessage(7) },
            { "+vote-for-leader", $"{Id} 7", new VoteMessage(Id, 7) },
            { "+tilt", "#tilt mode entered", new TiltMessage(SentinelChannel.PlusTilt) },
            { "-tilt", "#tilt mode exited", new TiltMessage(SentinelChannel.MinusTilt) },
            { "+set", $"{FormM} down-after-milliseconds 5000", new SetMessage(Mymaster, "down-after-milliseconds", "5000") },
            { "-script-error", "/opt/notify.sh 0 1", new ScriptMessage(SentinelChannel.MinusScriptError, "/opt/notify.sh", "0 1") },
            { "-script-error", "/opt/my scripts/notify.sh 99 0", new ScriptMessage(SentinelChannel.MinusScriptError, "/opt/my scripts/notify.sh", "99 0") },
            { "-script-timeout", "/opt/notify.sh 4711", new ScriptMessage(SentinelChannel.MinusScriptTimeout, "/opt/notify.sh", "4711") },
            { "-dup-sentinel", $"{FormM} #duplicate of 127.0.0.1:26380 or {Id}", new DuplicateSentinelMessage(Mymaster, $"127.0.0.1:26380 or {Id}") },
        };
        foreach (var (name, channel, form) in SentinelChannels.All)
        {
            if (form is PayloadForm.Master or PayloadForm.AnyInstance or PayloadForm.MasterOrReplica)
            {
                rows.Add(name, FormM, new MasterMessage(channel, Mymaster));
            }

            if (form is PayloadForm.Replica or PayloadForm.AnyInstance or PayloadForm.MasterOrReplica)
            {
                rows.Add(name, FormSlave, new ReplicaMessage(channel, "127.0.0.1:41001", Node1, Mymaster));
            }

            if (form is PayloadForm.Peer or PayloadForm.AnyInstance)
            {
                rows.Add(name, FormSentinel, new PeerMessage(channel, Id, Peer, Mymaster));
            }
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Catalogue), DisableDiscoveryEnumeration = true)]
    public void Parse_RowOfTheCatalogue_IsTyped(string channel, string payload, SentinelMessage expected)
    {
        Assert.Equal(expected, Parse(channel, payload));
        Assert.Equal(expected, Parse(channel, payload, "mymaster"));
    }

    [Fact]
    public void Catalogue_EveryChannel_HasExactlyOneRow() =>
        Assert.Equal(Enum.GetValues<SentinelChannel>(), SentinelChannels.All.Select(row => row.Channel).Order());

    [Theory]
    [InlineData("switch-master")]
    [InlineData("+SDOWN")]
    [InlineData("+sdown ")]
    [InlineData("")]
    [InlineData("__sentinel__:hello")]
    public void Parse_ChannelOutsideTheCatalogue_IsUnrecognised(string channel) =>
        Assert.Equal("unknown channel", Assert.IsType<Unrecognised>(Parse(channel, FormM)).Reason);

    public static TheoryData<string, string, SentinelMessage> AwkwardCases() => new()
    {
        { "-odown", "master v6 ::1 41000", new MasterMessage(SentinelChannel.MinusODown, new("v6", new("::1", 41000))) },
        { "+slave", "slave [::1]:41001 ::1 41001 @ v6 ::1 41000", new ReplicaMessage(SentinelChannel.PlusSlave, "[::1]:41001", new("::1", 41001), new("v6", new("::1", 41000))) },
        { "+slave", "slave :41001  41001 @ hm 127.0.0.1 41000", new ReplicaMessage(SentinelChannel.PlusSlave, ":41001", new("", 41001), new("hm", Node0)) },
        { "+slave", "slave :41001 127.0.0.1 41001 @ hm 127.0.0.1 41000", new ReplicaMessage(SentinelChannel.PlusSlave, ":41001", Node1, new("hm", Node0)) },
        { "+sdown", "master hm  41000", new MasterMessage(SentinelChannel.PlusSDown, new("hm", new("", 41000))) },
        { "+sentinel", $"sentinel {Id} 127.0.0.1 0 @ mymaster 127.0.0.1 41000", new PeerMessage(SentinelChannel.PlusSentinel, Id, new("127.0.0.1", 0), Mymaster) },
        { "+switch-master", "hm 127.0.0.1 41000 node-c 41002", new SwitchMessage("hm", Node0, new("node-c", 41002)) },
        { "+switch-master", "hm node-a 41000  41002", new SwitchMessage("hm", new("node-a", 41000), new("", 41002)) },
        { "+switch-master", "my big @ #master \"1\" 127.0.0.1 41000 127.0.0.1 41001", new SwitchMessage("my big @ #master \"1\"", Node0, Node1) },
        { "+switch-master", "größe☃ 127.0.0.1 41000 127.0.0.1 41001", new SwitchMessage("größe☃", Node0, Node1) },
        { "+switch-master", "a  b 127.0.0.1 41000 127.0.0.1 41001", new SwitchMessage("a  b", Node0, Node1) },
        { "+switch-master", "a\tb 127.0.0.1 41000 127.0.0.1 41001", new SwitchMessage("a\tb", Node0, Node1) },
        { "+sdown", "slave 127.0.0.1:41001 127.0.0.1 41001 @ x @ y 1 127.0.0.1 41000", new ReplicaMessage(SentinelChannel.PlusSDown, "127.0.0.1:41001", Node1, new("x @ y 1", Node0)) },
        { "+odown", "master a #quorum 9/9 127.0.0.1 41000 #quorum 2/2", new ODownMessage(new("a #quorum 9/9", Node0), 2, 2) },
        { "+sentinel-address-switch", $"master m 127.0.0.1 41000 ip  port 0 for {Id}", new PeerMovedMessage(new("m", Node0), Id, new("", 0)) },
        { "+new-epoch", "9223372036854775807", new EpochMessage(long.MaxValue) },
        { "+sdown", "master mymaster 127.0.0.1 65535", new MasterMessage(SentinelChannel.PlusSDown, new("mymaster", new("127.0.0.1", 65535))) },
    };

    [Theory]
    [MemberData(nameof(AwkwardCases), DisableDiscoveryEnumeration = true)]
    public void Parse_AwkwardPayload_IsTyped(string channel, string payload, SentinelMessage expected) => Assert.Equal(expected, Parse(channel, payload));

    [Theory]
    [InlineData("+sdown", "")]
    [InlineData("+sdown", "master")]
    [InlineData("+sdown", "master ")]
    [InlineData("+sdown", "master mymaster 127.0.0.1 65536")]
    [InlineData("+sdown", "master mymaster 127.0.0.1 -1")]
    [InlineData("+sdown", "master mymaster 127.0.0.1 41000 ")]
    [InlineData("+sdown", "primary mymaster 127.0.0.1 41000")]
    [InlineData("+slave", "master mymaster 127.0.0.1 41000")]
    [InlineData("+slave", "slave a b 1 # mymaster 127.0.0.1 41000")]
    [InlineData("+odown", "master mymaster 127.0.0.1 41000")]
    [InlineData("+odown", "master mymaster 127.0.0.1 41000 #quorum 2")]
    [InlineData("+new-epoch", "9223372036854775808")]
    [InlineData("+new-epoch", "1 2")]
    [InlineData("+vote-for-leader", "7")]
    [InlineData("+switch-master", "127.0.0.1 41000 127.0.0.1 41001")]
    [InlineData("+role-change", "master mymaster 127.0.0.1 41000 new reported role is sentinel")]
    [InlineData("+tilt", "tilted")]
    public void Parse_PayloadNotInItsForm_IsUnrecognisedWithText(string channel, string payload)
    {
        var message = Assert.IsType<Unrecognised>(Parse(channel, payload));
        Assert.Equal((channel, payload), (message.Channel, message.Payload));
    }

    [Fact]
    public void Parse_PayloadThatFillsTheSentinelsBuffer_IsUnrecognised()
    {
        var name = new string('n', 1023 - "master  127.0.0.1 41000".Length);
        var message = Assert.IsType<Unrecognised>(Parse("+sdown", $"master {name} 127.0.0.1 41000"));
        Assert.Equal("cut by the sentinel", message.Reason);
        Assert.Equal(256, message.Payload.Length);
        Assert.IsType<MasterMessage>(Parse("+sdown", $"master {name[1..]} 127.0.0.1 41000"));
    }

    [Fact]
    public void Parse_SetOfNameAndValueWithSpaces_KnownNameDecides()
    {
        const string payload = "master my big 1 127.0.0.1 41000 rename-command CONFIG my config";
        Assert.Equal(
            new SetMessage(new("my big 1", Node0), "rename-command", "******"),
            Parse("+set", payload, "my", "my big 1", "mymaster"));
        Assert.Equal(string.Empty, Assert.IsType<Unrecognised>(Parse("+set", payload)).Payload);
    }

    [Theory]
    [InlineData("+set", "master mymaster 127.0.0.1 41000 auth-pass Tr0ub4dor")]
    [InlineData("+set", "master mymaster 127.0.0.1 41000 AUTH-PASS Tr0ub4dor")]
    [InlineData("+set", "master mymaster 127.0.0.1 41000 auth-pass words with Tr0ub4dor inside")]
    [InlineData("+set", "master mymaster 127.0.0.1 41000 future-secret Tr0ub4dor")]
    [InlineData("+set", "master un known 127.0.0.1 41000 auth-pass Tr0ub4dor")]
    [InlineData("+set", "master x 127.0.0.1 1 quorum 127.0.0.1 41000 auth-pass Tr0ub4dor")]
    [InlineData("+set", "Tr0ub4dor")]
    [InlineData("+SET", "Tr0ub4dor")]
    [InlineData("+set ", "Tr0ub4dor")]
    [InlineData("+sdown", "auth-pass Tr0ub4dor")]
    public void Parse_SetOfASecret_NeverCarriesIt(string channel, string payload)
    {
        Assert.DoesNotContain("Tr0ub4dor", Parse(channel, payload).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Tr0ub4dor", Parse(channel, payload, "mymaster").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_SetOfAuthPass_KeepsMasterAndOption() =>
        Assert.Equal(new SetMessage(Mymaster, "auth-pass", "******"), Parse("+set", $"{FormM} auth-pass Tr0ub4dor"));

    [Fact]
    public void Parse_ControlAndHiddenCharacters_AreEscapedInUnrecognised()
    {
        var message = Assert.IsType<Unrecognised>(Parse("+x\r\n\u001b[2J", "a\0b\u202ec\u2028"));
        Assert.Equal("+x\\u000d\\u000a\\u001b[2J", message.Channel);
        Assert.Equal("a\\u0000b\\u202ec\\u2028", message.Payload);
    }

    [Fact]
    public void Parse_KnownName_ReusesItsString()
    {
        var known = new HashSet<string>(StringComparer.Ordinal) { "mymaster" };
        var message = Assert.IsType<MasterMessage>(SentinelMessageParser.Parse("+sdown"u8, "master mymaster 127.0.0.1 41000"u8, known));
        Assert.Same(known.Single(), message.Master.Name);
    }

    private static SentinelMessage Parse(string channel, string payload, params string[] known) => SentinelMessageParser.Parse(
        Encoding.UTF8.GetBytes(channel), Encoding.UTF8.GetBytes(payload), known.ToHashSet(StringComparer.Ordinal));
}
