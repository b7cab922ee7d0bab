using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Sentinels;

/// <summary>Turns what a sentinel published into a typed message. Total: whatever the bytes, there is a message and never an exception.</summary>
internal static class SentinelMessageParser
{
    /// <summary>A sentinel builds its text in a buffer of 1024 bytes and cuts silently; a text that fills it cannot be trusted at its end.</summary>
    private const int CutLength = 1023;

    private const int ShownChannel = 64;
    private const int ShownPayload = 256;

    private static readonly FrozenSet<string> Options = FrozenSet.ToFrozenSet(
        [
            "down-after-milliseconds", "failover-timeout", "parallel-syncs", "notification-script", "client-reconfig-script",
            "auth-pass", "auth-user", "quorum", "rename-command", "master-reboot-down-after-period", "primary-reboot-down-after-period",
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads one message.</summary>
    /// <param name="channel">The channel's name as received.</param>
    /// <param name="payload">The payload as received.</param>
    /// <param name="knownMasters">Names this sentinel is known to monitor: only they tell where a name ends in <c>+set</c>.</param>
    public static SentinelMessage Parse(ReadOnlySpan<byte> channel, ReadOnlySpan<byte> payload, IReadOnlySet<string> knownMasters)
    {
        if (!SentinelChannels.TryFind(channel, out var type, out var form))
        {
            return Unreadable(channel, payload, "unknown channel");
        }

        if (payload.Length >= CutLength)
        {
            return Unreadable(channel, payload, "cut by the sentinel");
        }

        var tokens = new PayloadTokens(payload);
        var message = form switch
        {
            PayloadForm.Master => ReadMaster(type, tokens, knownMasters),
            PayloadForm.Replica => ReadReplica(type, tokens, knownMasters),
            PayloadForm.Peer => ReadPeer(type, tokens, knownMasters),
            PayloadForm.MasterOrReplica => (KnownMessage?)ReadMaster(type, tokens, knownMasters) ?? ReadReplica(type, tokens, knownMasters),
            PayloadForm.AnyInstance => ReadMaster(type, tokens, knownMasters)
                ?? (KnownMessage?)ReadReplica(type, tokens, knownMasters)
                ?? ReadPeer(type, tokens, knownMasters),
            PayloadForm.RoleChange => ReadRole(type, tokens, knownMasters),
            PayloadForm.ODown => ReadODown(tokens, knownMasters),
            PayloadForm.Monitor => ReadMonitor(tokens, knownMasters),
            PayloadForm.Switch => ReadSwitch(tokens, knownMasters),
            PayloadForm.PeerMoved => ReadPeerMoved(tokens, knownMasters),
            PayloadForm.PeerUpdated => ReadPeerUpdated(tokens, knownMasters),
            PayloadForm.Epoch => PayloadTokens.TryEpoch(payload, out var epoch) ? new EpochMessage(epoch) : null,
            PayloadForm.Vote => ReadVote(tokens),
            PayloadForm.Tilt => payload.StartsWith("#tilt mode"u8) ? new TiltMessage(type) : null,
            PayloadForm.Set => ReadSet(tokens, knownMasters),
            PayloadForm.ScriptError => ReadScriptError(tokens),
            PayloadForm.ScriptTimeout => ReadScriptTimeout(tokens),
            PayloadForm.DuplicateSentinel => ReadDuplicate(tokens, knownMasters),
            _ => (SentinelMessage?)null,
        };
        return message ?? Unreadable(channel, payload, "payload not in the form of its channel");
    }

    private static Unrecognised Unreadable(ReadOnlySpan<byte> channel, ReadOnlySpan<byte> payload, string reason)
    {
        var name = VisibleText.From(channel, ShownChannel);
        var mayHoldSecret = name.Contains("set", StringComparison.OrdinalIgnoreCase) && !name.StartsWith("+reset", StringComparison.Ordinal)
            || SecretOptions.IsNamedIn(payload);
        return new Unrecognised(
            SecretOptions.IsNamedIn(name) ? string.Empty : name,
            mayHoldSecret ? string.Empty : VisibleText.From(payload, ShownPayload),
            reason);
    }

    private static MasterMessage? ReadMaster(SentinelChannel type, PayloadTokens tokens, IReadOnlySet<string> known) =>
        TryMaster(tokens, known, out var master) ? new MasterMessage(type, master) : null;

    private static ReplicaMessage? ReadReplica(SentinelChannel type, PayloadTokens tokens, IReadOnlySet<string> known) =>
        TryChild(tokens, "slave "u8, known, out var id, out var address, out var master) ? new ReplicaMessage(type, id, address, master) : null;

    private static PeerMessage? ReadPeer(SentinelChannel type, PayloadTokens tokens, IReadOnlySet<string> known) =>
        TryChild(tokens, "sentinel "u8, known, out var id, out var address, out var master) ? new PeerMessage(type, id, address, master) : null;

    private static RoleMessage? ReadRole(SentinelChannel type, PayloadTokens tokens, IReadOnlySet<string> known)
    {
        string role;
        if (tokens.TryTakeEnd(" new reported role is master"u8))
        {
            role = "master";
        }
        else if (tokens.TryTakeEnd(" new reported role is slave"u8))
        {
            role = "slave";
        }
        else
        {
            return null;
        }

        if (TryMaster(tokens, known, out var master))
        {
            return new RoleMessage(type, null, master, role);
        }

        return TryChild(tokens, "slave "u8, known, out _, out var address, out master) ? new RoleMessage(type, address, master, role) : null;
    }

    private static ODownMessage? ReadODown(PayloadTokens tokens, IReadOnlySet<string> known)
    {
        if (!tokens.TryTakeLast(out var votes) || !tokens.TryTakeEnd(" #quorum"u8))
        {
            return null;
        }

        var slash = votes.IndexOf((byte)'/');
        return slash >= 0
            && PayloadTokens.TryCount(votes[..slash], out var seen)
            && PayloadTokens.TryCount(votes[(slash + 1)..], out var required)
            && TryMaster(tokens, known, out var master)
            ? new ODownMessage(master, seen, required)
            : null;
    }

    private static MonitorMessage? ReadMonitor(PayloadTokens tokens, IReadOnlySet<string> known) =>
        tokens.TryTakeLast(out var required)
        && PayloadTokens.TryCount(required, out var quorum)
        && tokens.TryTakeEnd(" quorum"u8)
        && TryMaster(tokens, known, out var master)
            ? new MonitorMessage(master, quorum)
            : null;

    private static SwitchMessage? ReadSwitch(PayloadTokens tokens, IReadOnlySet<string> known) =>
        TryLastAddress(ref tokens, out var next) && TryLastAddress(ref tokens, out var old)
            ? new SwitchMessage(NameText(tokens.Rest, known), old, next)
            : null;

    private static PeerMovedMessage? ReadPeerMoved(PayloadTokens tokens, IReadOnlySet<string> known) =>
        tokens.TryTakeLast(out var id)
        && tokens.TryTakeEnd(" for"u8)
        && tokens.TryTakeLast(out var portText)
        && PayloadTokens.TryPort(portText, out var port)
        && tokens.TryTakeEnd(" port"u8)
        && tokens.TryTakeLast(out var host)
        && tokens.TryTakeEnd(" ip"u8)
        && TryMaster(tokens, known, out var master)
            ? new PeerMovedMessage(master, Text(id), new HostAddress(Text(host), port))
            : null;

    private static PeerUpdatedMessage? ReadPeerUpdated(PayloadTokens tokens, IReadOnlySet<string> known) =>
        tokens.TryTakeEnd(" additional matching instances"u8)
        && tokens.TryTakeLast(out var count)
        && PayloadTokens.TryCount(count, out var additional)
        && TryChild(tokens, "sentinel "u8, known, out var id, out var address, out var master)
            ? new PeerUpdatedMessage(id, address, master, additional)
            : null;

    private static VoteMessage? ReadVote(PayloadTokens tokens) =>
        tokens.TryTakeFirst(out var id) && !id.IsEmpty && PayloadTokens.TryEpoch(tokens.Rest, out var epoch)
            ? new VoteMessage(Text(id), epoch)
            : null;

    private static ScriptMessage? ReadScriptError(PayloadTokens tokens) =>
        tokens.TryTakeLast(out var exitCode)
        && PayloadTokens.TryCount(exitCode, out var exit)
        && tokens.TryTakeLast(out var signal)
        && PayloadTokens.TryCount(signal, out var by)
            ? new ScriptMessage(SentinelChannel.MinusScriptError, Text(tokens.Rest), $"{by} {exit}")
            : null;

    private static ScriptMessage? ReadScriptTimeout(PayloadTokens tokens) =>
        tokens.TryTakeLast(out var process) && PayloadTokens.TryEpoch(process, out _)
            ? new ScriptMessage(SentinelChannel.MinusScriptTimeout, Text(tokens.Rest), Text(process))
            : null;

    private static DuplicateSentinelMessage? ReadDuplicate(PayloadTokens tokens, IReadOnlySet<string> known)
    {
        var mark = " #duplicate of "u8;
        var at = tokens.Rest.LastIndexOf(mark);
        return at >= 0 && TryMaster(new PayloadTokens(tokens.Rest[..at]), known, out var master)
            ? new DuplicateSentinelMessage(master, Text(tokens.Rest[(at + mark.Length)..]))
            : null;
    }

    private static SetMessage? ReadSet(PayloadTokens tokens, IReadOnlySet<string> known)
    {
        if (!tokens.TryTakeStart("master "u8))
        {
            return null;
        }

        // Both a name and a value may hold spaces, so a known name decides; of two that fit, the longer is the more specific.
        var text = Text(tokens.Rest);
        SetMessage? found = null;
        foreach (var name in known)
        {
            if (text.Length > name.Length
                && text[name.Length] == ' '
                && text.StartsWith(name, StringComparison.Ordinal)
                && (found is null || name.Length > found.Master.Name.Length))
            {
                found = ReadSetting(name, text.AsSpan(name.Length + 1), isKnown: true) ?? found;
            }
        }

        if (found is not null)
        {
            return found;
        }

        var space = text.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? null : ReadSetting(text[..space], text.AsSpan(space + 1), isKnown: false);
    }

    private static SetMessage? ReadSetting(string name, ReadOnlySpan<char> rest, bool isKnown)
    {
        Span<Range> parts = stackalloc Range[4];
        if (rest.Split(parts, ' ') < 4
            || !int.TryParse(rest[parts[1]], NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            || port > 65535)
        {
            return null;
        }

        var option = rest[parts[2]].ToString();

        // Where the name had to be guessed, an option nobody knows means a wrong guess, and then a secret could stand anywhere.
        if (!isKnown && !Options.Contains(option))
        {
            return null;
        }

        var value = rest[parts[3]];
        var masked = SecretOptions.IsNamedIn(option) || SecretOptions.IsNamedIn(value);
        return new SetMessage(
            new MasterSubject(name, new HostAddress(rest[parts[0]].ToString(), port)),
            option,
            masked ? SecretOptions.Mask : value.ToString());
    }

    private static bool TryMaster(PayloadTokens tokens, IReadOnlySet<string> known, out MasterSubject master)
    {
        if (tokens.TryTakeStart("master "u8) && TryLastAddress(ref tokens, out var address))
        {
            master = new MasterSubject(NameText(tokens.Rest, known), address);
            return true;
        }

        master = null!;
        return false;
    }

    private static bool TryChild(
        PayloadTokens tokens, ReadOnlySpan<byte> kind, IReadOnlySet<string> known, out string id, out HostAddress address, out MasterSubject master)
    {
        if (tokens.TryTakeStart(kind)
            && tokens.TryTakeFirst(out var idText)
            && tokens.TryTakeFirst(out var host)
            && tokens.TryTakeFirst(out var portText)
            && PayloadTokens.TryPort(portText, out var port)
            && tokens.TryTakeStart("@ "u8)
            && TryLastAddress(ref tokens, out var masterAddress))
        {
            id = Text(idText);
            address = new HostAddress(Text(host), port);
            master = new MasterSubject(NameText(tokens.Rest, known), masterAddress);
            return true;
        }

        (id, address, master) = (string.Empty, default, null!);
        return false;
    }

    private static bool TryLastAddress(ref PayloadTokens tokens, out HostAddress address)
    {
        if (tokens.TryTakeLast(out var portText) && PayloadTokens.TryPort(portText, out var port) && tokens.TryTakeLast(out var host))
        {
            address = new HostAddress(Text(host), port);
            return true;
        }

        address = default;
        return false;
    }

    /// <summary>The name; the very string that is known already where there is one, so that a storm does not fill memory with copies.</summary>
    private static string NameText(ReadOnlySpan<byte> bytes, IReadOnlySet<string> known)
    {
        if (known is not HashSet<string> set || !set.TryGetAlternateLookup<ReadOnlySpan<char>>(out var lookup))
        {
            return Text(bytes);
        }

        // Never more characters than bytes; and what is taken here is cleared first, each time.
        Span<char> text = stackalloc char[Math.Min(bytes.Length, CutLength)];
        return lookup.TryGetValue(text[..Encoding.UTF8.GetChars(bytes, text)], out var name) ? name : Text(bytes);
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);
}
