using CsCheck;
using SentinelEvents.Contracts;
using SentinelEvents.Fuzz.Inputs;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Sentinels;

namespace SentinelEvents.Unit.Sentinels;

public sealed class SentinelMessageParserProperties
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal) { "mymaster", "my", "my master", "größe" };

    private static readonly Gen<string> Word = Gen.String[Gen.Char["abcXYZ019.:-_#@\"☃é"], 1, 12];

    private static readonly Gen<string> Name = Gen.OneOf(
        Pick("mymaster", "my master", "größe", "a @ b", "#quorum 1/1", "x  y", "for", "port 1"),
        Gen.Select(Word, Word, (a, b) => $"{a} {b}"),
        Word);

    private static readonly Gen<HostAddress> Address =
        Gen.Select(Gen.OneOf(Word, Pick("", "127.0.0.1", "::1", "node-a")), Gen.Int[0, 65535], (host, port) => new HostAddress(host, port));

    private static readonly Gen<MasterSubject> Master = Gen.Select(Name, Address, (name, address) => new MasterSubject(name, address));

    private static readonly Gen<KnownMessage> Message =
        Gen.Select(Pick(SentinelChannels.All.ToArray()), Master, Address, Word, Gen.Int[0, int.MaxValue], Gen.Int[0, 3]).Select(Make);

    private static readonly Gen<byte[]> HostileBytes = Gen.OneOf(
        Gen.Byte.Array[0, 64],
        Gen.Byte.Array[1000, 1100],
        Pick((byte)' ', (byte)'@', (byte)0, (byte)'9', (byte)0xFF, (byte)'\n').Array[0, 40]);

    private static readonly Gen<byte[]> ChannelName =
        Gen.OneOf(Pick(SentinelChannels.All.Select(row => row.Name).ToArray()).Select(System.Text.Encoding.UTF8.GetBytes), HostileBytes);

    [Fact]
    public void Parse_RenderedMessage_ComesBack() => Message.Sample(message =>
    {
        var (channel, payload) = RenderedMessage.Of(message);
        Assert.Equal(message, SentinelMessageParser.Parse(channel, payload, Known));
    });

    [Fact]
    public void Parse_AnyBytes_GiveAMessage() => Gen.Select(ChannelName, HostileBytes).Sample((channel, payload) => IsWellFormed(channel, payload));

    [Fact]
    public void Parse_DamagedMessage_GivesAMessage() =>
        Gen.Select(Message, HostileBytes, Gen.Int[0, 2000], Gen.Int[0, 2000]).Sample((message, damage, from, length) =>
        {
            var (channel, payload) = RenderedMessage.Of(message);
            var start = from % (payload.Length + 1);
            var end = Math.Min(payload.Length, start + (length % 10));
            IsWellFormed(channel, [.. payload[..start], .. damage, .. payload[end..]]);
        });

    [Fact]
    public void Parse_HugeTokens_GiveAMessage()
    {
        var huge = new byte[4 * 1024 * 1024];
        Array.Fill(huge, (byte)' ');
        foreach (var (name, _, _) in SentinelChannels.All)
        {
            IsWellFormed(System.Text.Encoding.UTF8.GetBytes(name), huge);
        }

        IsWellFormed(huge, huge);
    }

    private static Gen<T> Pick<T>(params T[] items) => Gen.Int[0, items.Length - 1].Select(i => items[i]);

    private static void IsWellFormed(byte[] channel, byte[] payload)
    {
        var message = SentinelMessageParser.Parse(channel, payload, Known);
        if (message is Unrecognised unreadable)
        {
            Assert.True(unreadable.Channel.Length <= 64);
            Assert.True(unreadable.Payload.Length <= 256);
            Assert.DoesNotContain(unreadable.Channel + unreadable.Payload, char.IsControl);
            Assert.NotEmpty(unreadable.Reason);
        }
    }

    private static KnownMessage Make((string Name, SentinelChannel Channel, PayloadForm Form) row, MasterSubject master, HostAddress address, string word, int number, int kind)
    {
        var (_, channel, form) = row;
        return form switch
        {
            PayloadForm.Master => new MasterMessage(channel, master),
            PayloadForm.Replica => new ReplicaMessage(channel, word, address, master),
            PayloadForm.Peer => new PeerMessage(channel, word, address, master),
            PayloadForm.MasterOrReplica => kind == 0 ? new MasterMessage(channel, master) : new ReplicaMessage(channel, word, address, master),
            PayloadForm.AnyInstance => kind switch
            {
                0 => new MasterMessage(channel, master),
                1 => new ReplicaMessage(channel, word, address, master),
                _ => new PeerMessage(channel, word, address, master),
            },
            PayloadForm.RoleChange => new RoleMessage(channel, kind == 0 ? null : address, master, number % 2 == 0 ? "master" : "slave"),
            PayloadForm.ODown => new ODownMessage(master, number, kind),
            PayloadForm.Monitor => new MonitorMessage(master, number),
            PayloadForm.Switch => new SwitchMessage(master.Name, master.Address, address),
            PayloadForm.PeerMoved => new PeerMovedMessage(master, word, address),
            PayloadForm.PeerUpdated => new PeerUpdatedMessage(word, address, master, number),
            PayloadForm.Epoch => new EpochMessage((long)number << kind),
            PayloadForm.Vote => new VoteMessage(word, (long)number << kind),
            PayloadForm.Tilt => new TiltMessage(channel),
            PayloadForm.Set => new SetMessage(new MasterSubject("my master", new HostAddress("127.0.0.1", master.Address.Port)), "quorum", $"{number}"),
            PayloadForm.ScriptError => new ScriptMessage(channel, $"/opt/{master.Name}", $"{kind} {number}"),
            PayloadForm.ScriptTimeout => new ScriptMessage(channel, $"/opt/{master.Name}", $"{number}"),
            PayloadForm.DuplicateSentinel => new DuplicateSentinelMessage(master, $"{address} or {word}"),
            _ => throw new ArgumentOutOfRangeException(nameof(row)),
        };
    }
}
