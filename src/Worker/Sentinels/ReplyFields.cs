using System.Globalization;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Events.Inspection;
using StackExchange.Redis;

namespace SentinelEvents.Worker.Sentinels;

/// <summary>The fields of one instance in a reply: a flat list of names and values.</summary>
internal sealed class ReplyFields
{
    private const long Longest = 10L * 365 * 24 * 60 * 60 * 1000;

    private readonly Dictionary<string, RedisValue> _fields;

    private ReplyFields(Dictionary<string, RedisValue> fields) => _fields = fields;

    /// <summary>Null when the reply is not a list of pairs of text.</summary>
    public static ReplyFields? From(RedisResult? reply)
    {
        if (reply is null || reply.IsNull || reply.Length <= 0 || reply.Length % 2 != 0)
        {
            return null;
        }

        var fields = new Dictionary<string, RedisValue>(reply.Length / 2, StringComparer.Ordinal);
        for (var i = 0; i < reply.Length; i += 2)
        {
            if (!TryText(reply[i], out var name) || !TryText(reply[i + 1], out var value))
            {
                return null;
            }

            fields[name.ToString()] = value;
        }

        return new ReplyFields(fields);
    }

    /// <summary>A scalar reply; false for lists, errors and null.</summary>
    public static bool TryText(RedisResult? reply, out RedisValue value)
    {
        if (reply is not null && !reply.IsNull && reply.Resp2Type is (ResultType.BulkString or ResultType.SimpleString or ResultType.Integer))
        {
            value = (RedisValue)reply;
            return true;
        }

        value = default;
        return false;
    }

    /// <summary>All of them, as text.</summary>
    public InstanceFields ToInstance()
    {
        var values = new Dictionary<string, string>(_fields.Count, StringComparer.Ordinal);
        foreach (var (name, value) in _fields)
        {
            values[name] = value.ToString();
        }

        return new InstanceFields(values);
    }

    /// <summary>The value's bytes as they came, for use in further commands.</summary>
    public RedisValue Raw(string name) => _fields.GetValueOrDefault(name);

    public bool Has(string name) => _fields.ContainsKey(name);

    public string Text(string name) => _fields.TryGetValue(name, out var value) ? value.ToString() : string.Empty;

    public long Number(string name) =>
        long.TryParse(Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0;

    public int Count(string name) => (int)Math.Clamp(Number(name), int.MinValue, int.MaxValue);

    /// <summary>Ten years at the most: a sentinel takes any number, and times are added and doubled later.</summary>
    public TimeSpan Milliseconds(string name) => TimeSpan.FromMilliseconds(Math.Clamp(Number(name), 0, Longest));

    public TimeSpan? MillisecondsOrNull(string name) => Has(name) ? Milliseconds(name) : null;

    public bool TryAddress(out HostAddress address)
    {
        address = new HostAddress(Text("ip"), Count("port"));
        return Has("ip") && Has("port") && address.Port is >= 0 and <= 65535;
    }

    /// <summary>The flags that matter; unknown words are ignored.</summary>
    public InstanceFlags Flags()
    {
        var flags = InstanceFlags.None;
        foreach (var word in Text("flags").Split(','))
        {
            flags |= word switch
            {
                "s_down" => InstanceFlags.SDown,
                "o_down" => InstanceFlags.ODown,
                "disconnected" => InstanceFlags.Disconnected,
                "failover_in_progress" => InstanceFlags.FailoverInProgress,
                "force_failover" => InstanceFlags.ForceFailover,
                "master_down" => InstanceFlags.MasterDown,
                "promoted" => InstanceFlags.Promoted,
                "master_reboot" => InstanceFlags.MasterReboot,
                "coordinated_failover" => InstanceFlags.CoordinatedFailover,
                _ => InstanceFlags.None,
            };
        }

        return flags;
    }
}
