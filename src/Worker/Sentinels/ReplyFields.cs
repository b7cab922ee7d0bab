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

    /// <summary>Every name that Redis and Valkey have for a field, and some.</summary>
    private static readonly TextPool Names = new(512);

    private readonly string[] _names;
    private readonly RedisValue[] _values;
    private readonly TextPool? _texts;

    private ReplyFields(string[] names, RedisValue[] values, TextPool? texts)
    {
        _names = names;
        _values = values;
        _texts = texts;
    }

    /// <summary>Null when the reply is not a list of pairs of text.</summary>
    /// <param name="reply">What the server answered.</param>
    /// <param name="texts">For texts that are kept and come again, such as hosts and ids.</param>
    public static ReplyFields? From(RedisResult? reply, TextPool? texts = null)
    {
        if (reply is null || reply.IsNull || reply.Length <= 0 || reply.Length % 2 != 0)
        {
            return null;
        }

        var names = new string[reply.Length / 2];
        var values = new RedisValue[names.Length];
        for (var place = 0; place < names.Length; place++)
        {
            if (!TryText(reply[2 * place], out var name) || !TryText(reply[(2 * place) + 1], out values[place]))
            {
                return null;
            }

            names[place] = Names.TextOf(name);
        }

        return new ReplyFields(names, values, texts);
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

    /// <summary>All of them, as text; what runs by itself, such as <c>last-hello-message</c>, is of this reply alone and need not be remembered.</summary>
    public InstanceFields ToInstance()
    {
        var names = FieldNames.Of(_names);
        var values = new string[_values.Length];
        for (var place = 0; place < values.Length; place++)
        {
            values[place] = Runs(_names[place]) ? _values[place].ToString() : TextOf(_values[place]);
        }

        if (names.IsDistinct)
        {
            return new InstanceFields(names, values);
        }

        var last = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var place = 0; place < values.Length; place++)
        {
            last[_names[place]] = values[place];
        }

        return new InstanceFields(last);
    }

    /// <summary>The value's bytes as they came, for use in further commands.</summary>
    public RedisValue Raw(string name) => PlaceOf(name) is var place and >= 0 ? _values[place] : default;

    public bool Has(string name) => PlaceOf(name) >= 0;

    public string Text(string name) => PlaceOf(name) is var place and >= 0 ? TextOf(_values[place]) : string.Empty;

    public long Number(string name) =>
        PlaceOf(name) is var place and >= 0
        && long.TryParse(((ReadOnlyMemory<byte>)_values[place]).Span, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0;

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

    /// <summary>Of a name that is given twice, the last.</summary>
    private int PlaceOf(string name)
    {
        var place = _names.Length - 1;
        while (place >= 0 && _names[place] != name)
        {
            place--;
        }

        return place;
    }

    /// <summary>Ages and offsets (<c>redis:src/sentinel.c</c>, <c>addReplySentinelRedisInstance</c>).</summary>
    private static bool Runs(string name) =>
        name.StartsWith("last-", StringComparison.Ordinal) || name.EndsWith("-time", StringComparison.Ordinal) || name is "info-refresh" or "slave-repl-offset";

    private string TextOf(RedisValue value) => _texts?.TextOf(value) ?? value.ToString();
}
