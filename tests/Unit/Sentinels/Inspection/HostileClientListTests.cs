using CsCheck;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Sentinels;

namespace SentinelEvents.Unit.Sentinels.Inspection;

public sealed class HostileClientListTests
{
    private const string Line70 =
        "id=7 addr=10.0.0.9:45106 laddr=10.0.0.1:6379 fd=16 name=billing age=120 idle=3 flags=N db=0 sub=0 psub=0 ssub=0 multi=-1 qbuf=26 qbuf-free=20448 " +
        "argv-mem=10 multi-mem=0 rbs=16384 rbp=16384 obl=0 oll=0 omem=0 tot-mem=37786 events=r cmd=set user=default redir=-1 resp=2";

    [Fact]
    public void Parse_Client_IsReadInFull()
    {
        var client = Assert.Single(ClientList.Parse(Line70 + " lib-name=SE.Redis lib-ver=2.8\r\n"));
        Assert.Equal(new HostAddress("10.0.0.9", 45106), client.Address);
        Assert.Equal(("billing", "SE.Redis 2.8", "set", false), (client.Name, client.Library, client.Command, client.Subscribed));
        Assert.Equal((TimeSpan.FromSeconds(120), TimeSpan.FromSeconds(3)), (client.Connected, client.Idle));
    }

    [Theory]
    [InlineData("addr=10.0.0.2:1 name= flags=S cmd=replconf")]
    [InlineData("addr=10.0.0.2:1 name= flags=M cmd=ping")]
    [InlineData("addr=10.0.0.3:1 name=sentinel-0123abcd-cmd flags=N cmd=ping")]
    [InlineData("addr=10.0.0.3:1 name=sentinel-0123abcd-pubsub flags=P cmd=subscribe")]
    [InlineData("addr=10.0.0.4:1 name=sentinel-events flags=N cmd=client|list")]
    [InlineData("addr=10.0.0.4:1 name= flags=N cmd=client|list")]
    public void Parse_ConnectionOfTheDeploymentItself_IsLeftOut(string line) => Assert.Empty(ClientList.Parse(line));

    [Theory]
    [InlineData("sentinel-0123abcd")]
    [InlineData("sentinel-0123abcg-cmd")]
    [InlineData("sentinel-events-2")]
    [InlineData("my-sentinel-0123abcd-cmd")]
    public void Parse_NameThatOnlyResemblesOurs_IsAClient(string name) =>
        Assert.Equal(name, Assert.Single(ClientList.Parse($"addr=10.0.0.3:1 name={name} flags=N cmd=get")).Name);

    [Theory]
    [InlineData("addr=[::1]:6379 cmd=get", "::1", 6379)]
    [InlineData("addr=fe80::1:6379 cmd=get", "fe80::1", 6379)]
    [InlineData("addr=/tmp/redis.sock:0 cmd=get", "/tmp/redis.sock", 0)]
    [InlineData("addr=10.0.0.9:99999 cmd=get", "10.0.0.9:99999", 0)]
    [InlineData("addr=10.0.0.9 cmd=get", "10.0.0.9", 0)]
    [InlineData("addr= cmd=get", "", 0)]
    public void Parse_AddressOfAnyForm_IsReadAsFarAsItGoes(string line, string host, int port) =>
        Assert.Equal(new HostAddress(host, port), Assert.Single(ClientList.Parse(line)).Address);

    [Theory]
    [InlineData("age=99999999999999999999")]
    [InlineData("age=-5")]
    [InlineData("age=many")]
    [InlineData("age=")]
    [InlineData("idle=9223372036854775807 age=9223372036854775807")]
    [InlineData("sub=99999999999999999999")]
    public void Parse_NumberOfAnySize_BreaksNothing(string field)
    {
        var client = Assert.Single(ClientList.Parse($"addr=10.0.0.9:1 {field}"));
        Assert.InRange(client.Connected, TimeSpan.Zero, TimeSpan.FromDays(3650));
        Assert.InRange(client.Idle, TimeSpan.Zero, TimeSpan.FromDays(3650));
        Assert.False(client.Subscribed);
    }

    [Fact]
    public void Parse_MissingFields_AreEmpty()
    {
        var client = Assert.Single(ClientList.Parse("addr=10.0.0.9:1"));
        Assert.Equal(("", "", "", TimeSpan.Zero, TimeSpan.Zero, false), (client.Name, client.Library, client.Command, client.Connected, client.Idle, client.Subscribed));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\r\n")]
    [InlineData("   ")]
    [InlineData("no pairs at all")]
    [InlineData("=addr ==")]
    public void Parse_LineWithoutAddress_IsNoClient(string text) => Assert.Empty(ClientList.Parse(text));

    [Fact]
    public void Parse_SpacesWithinAndBetween_DoNotShiftFields()
    {
        var client = Assert.Single(ClientList.Parse("id=1  addr=10.0.0.9:1   name=a b addr=6.6.6.6:6 age=5 cmd=get"));
        Assert.Equal((new HostAddress("10.0.0.9", 1), "a", TimeSpan.FromSeconds(5)), (client.Address, client.Name, client.Connected));
    }

    [Fact]
    public void Parse_NameWithWhatMovesACursor_IsMadeVisible() =>
        Assert.Equal("a\\u001b[31m", Assert.Single(ClientList.Parse("addr=10.0.0.9:1 name=a\u001b[31m")).Name);

    [Fact]
    public void Parse_SubscriberOfAnyKind_IsSubscribed() =>
        Assert.All(["sub=1", "psub=2", "ssub=3"], field => Assert.True(Assert.Single(ClientList.Parse($"addr=10.0.0.9:1 {field} cmd=subscribe")).Subscribed));

    [Fact]
    public void Parse_AnyText_GivesAtMostOneClientForEachLine() =>
        Gen.OneOf(Gen.String, Gen.String.Select(text => Line70.Replace("billing", text, StringComparison.Ordinal)), Gen.Int[0, 200].Select(length => Line70[..length])).Array[0, 5]
            .Sample(lines => ClientList.Parse(string.Join('\n', lines)).Count <= LinesIn(string.Join('\n', lines)));

    private static int LinesIn(string text)
    {
        var count = 0;
        foreach (var _ in text.AsSpan().EnumerateLines())
        {
            count++;
        }

        return count;
    }
}
