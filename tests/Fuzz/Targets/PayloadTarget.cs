using System.Text.Json;
using SentinelEvents.Fuzz.Inputs;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Journal;
using SentinelEvents.Worker.Sentinels;

namespace SentinelEvents.Fuzz.Targets;

/// <summary>What sentinels publish: the channel in the first line, the payload in the rest.</summary>
internal sealed class PayloadTarget : FuzzTarget
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal) { "mymaster", "my", "my master", "größe", "cache-1" };

    private static readonly string[] Payloads =
    [
        "mymaster 10.0.0.1 6379 10.0.0.2 6379", "master mymaster 10.0.0.1 6379", "master my master 10.0.0.1 6379 #quorum 2/2", "master mymaster 10.0.0.1 6379 quorum 2",
        "slave 10.0.0.2:6379 10.0.0.2 6379 @ mymaster 10.0.0.1 6379", "slave [::1]:6379 ::1 6379 @ größe fe80::1 6379",
        "sentinel 5f0c7b7f4b1f7f7cf3a2f1f6d1f5b1f0a1b2c3d4 10.0.0.13 26379 @ mymaster 10.0.0.1 6379", "master mymaster 10.0.0.1 6379 new reported role is slave",
        "slave 10.0.0.2:6379 10.0.0.2 6379 @ mymaster 10.0.0.1 6379 new reported role is master", "master mymaster 10.0.0.1 6379 ip 10.0.0.3 port 26379 for 5f0c7b7f4b1f7f7cf3a2f1f6d1f5b1f0a1b2c3d4",
        "sentinel 5f0c7b7f4b1f7f7cf3a2f1f6d1f5b1f0a1b2c3d4 10.0.0.13 26379 @ mymaster 10.0.0.1 6379 2 additional matching instances", "12", "5f0c7b7f4b1f7f7cf3a2f1f6d1f5b1f0a1b2c3d4 12",
        "#tilt mode entered", "#tilt mode exited", "master mymaster 10.0.0.1 6379 quorum 3", $"master mymaster 10.0.0.1 6379 auth-pass {Promise.Secret}", $"master other 10.0.0.1 6379 auth-pass {Promise.Secret}",
        $"master mymaster 10.0.0.1 6379 rename-command CONFIG {Promise.Secret}", "/opt/notify.sh 0 1", "/opt/notify.sh 4711",
        "master mymaster 10.0.0.1 6379 #duplicate of 10.0.0.13:26379 or 5f0c7b7f4b1f7f7cf3a2f1f6d1f5b1f0a1b2c3d4",
    ];

    private static readonly string[] Words =
    [
        "master ", "slave ", "sentinel ", " @ ", " #quorum ", " quorum ", " ip ", " port ", " for ", " new reported role is master", " #duplicate of ", " additional matching instances", "mymaster", "my master", "my", "auth-pass", " 6379",
    ];

    private static readonly string[] Channels = [.. SentinelChannels.All.Select(row => row.Name)];

    private static readonly IReadOnlyList<byte[]> Seeds = [.. Payloads.Select(Corpus.Bytes)];

    public override string Name => "payloads";

    public override string Reads => "what sentinels publish, on every channel";

    public override IReadOnlyList<Type> Parsers => [typeof(SentinelMessageParser), typeof(SentinelChannels), typeof(PayloadTokens), typeof(VisibleText)];

    public override int Weight => 300;

    public override byte[] Make(Random chance)
    {
        var channel = chance.OneIn(15) ? Hostile.Text(chance).Replace('\n', ' ') : chance.Pick(Channels);
        var payload = chance.Pick(Seeds);
        return [.. Corpus.Bytes(channel), (byte)'\n', .. chance.Next(20) switch
        {
            0 => Damage.Noise(chance),
            1 => payload,
            _ => Damage.Of(chance, payload, Words, Seeds),
        }];
    }

    public override string Try(byte[] input)
    {
        var end = input.AsSpan().IndexOf((byte)'\n');
        ReadOnlySpan<byte> channel = end < 0 ? input : input.AsSpan(0, end);
        ReadOnlySpan<byte> payload = end < 0 ? default : input.AsSpan(end + 1);
        var message = SentinelMessageParser.Parse(channel, payload, Known);
        var json = JsonSerializer.Serialize(message, JournalJson.Options);
        Promise.ComesBack(message, JsonSerializer.Deserialize<SentinelMessage>(json, JournalJson.Options), "a message in the journal");
        switch (message)
        {
            case Unrecognised unreadable:
                Promise.HidesNothing(unreadable.Channel + unreadable.Payload, "what is kept of a message that is in no known form");
                Promise.Hold(unreadable.Channel.Length <= 64 && unreadable.Payload.Length <= 256, "what is kept of a message that is in no known form is short", () => json);
                KeepsTheSecret(channel, payload, json);
                return unreadable.Reason;
            case KnownMessage known:
                if (known is SetMessage)
                {
                    KeepsTheSecret(channel, payload, json);
                }

                ComesBack(known);
                return Accepted;
            default:
                throw new BrokenPromiseException("a message is known, or unrecognised", message.GetType().Name);
        }
    }

    // Where the option's name was damaged nothing tells that a secret follows; elsewhere the word is none.
    private static void KeepsTheSecret(ReadOnlySpan<byte> channel, ReadOnlySpan<byte> payload, string json)
    {
        if (payload.IndexOf(" auth-pass pl4nted-s3cret"u8) >= 0 && payload.Count("s3cret"u8) + channel.Count("s3cret"u8) == 1)
        {
            Promise.KeepsTheSecret(json, "what is kept of a message");
        }
    }

    private static void ComesBack(KnownMessage message)
    {
        // A mask stands for what is not known any more.
        if (message is SetMessage { Value: "******" })
        {
            return;
        }

        var (channel, payload) = RenderedMessage.Of(message);
        if (payload.Length < 1023)
        {
            Promise.ComesBack(message, SentinelMessageParser.Parse(channel, payload, Known), "a message");
        }
    }
}
