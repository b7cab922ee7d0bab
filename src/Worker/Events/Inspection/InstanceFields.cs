using System.Globalization;
using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Events.Inspection;

/// <summary>Named values as an instance gave them: an entry of a sentinel's list, or an answer to INFO or CONFIG GET. Names are those of Redis.</summary>
public sealed class InstanceFields
{
    private const long Longest = 10L * 365 * 24 * 60 * 60 * 1000;

    private readonly FieldNames _names;
    private readonly string[] _values;

    public InstanceFields(IReadOnlyDictionary<string, string> values)
        : this(new FieldNames([.. values.Keys]), [.. values.Values])
    {
    }

    /// <param name="names">Of the fields.</param>
    /// <param name="values">The value of each, at its place.</param>
    internal InstanceFields(FieldNames names, string[] values)
    {
        _names = names;
        _values = values;
    }

    public static InstanceFields None { get; } = new(new Dictionary<string, string>());

    public int Count => _values.Length;

    public IEnumerable<KeyValuePair<string, string>> Values => _values.Select((value, place) => KeyValuePair.Create(_names[place], value));

    public bool Has(string name) => _names.PlaceOf(name) >= 0;

    /// <summary>Empty where there is none.</summary>
    public string Text(string name) => _names.PlaceOf(name) is var place and >= 0 ? _values[place] : "";

    /// <summary>Null where there is none, or it is no number.</summary>
    public long? Number(string name) =>
        _names.PlaceOf(name) is var place and >= 0 && long.TryParse(_values[place], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A count of milliseconds; between 0 and ten years, since a sentinel takes any number. Null where there is none.</summary>
    public TimeSpan? Milliseconds(string name) => Number(name) is { } number ? TimeSpan.FromMilliseconds(Math.Clamp(number, 0, Longest)) : null;

    /// <summary>A count of seconds, likewise.</summary>
    public TimeSpan? Seconds(string name) => Number(name) is { } number ? TimeSpan.FromSeconds(Math.Clamp(number, 0, Longest / 1000)) : null;

    /// <summary>Whether <c>flags</c> names this word, such as <c>s_down</c> (<c>redis:src/sentinel.c</c>, <c>addReplySentinelRedisInstance</c>).</summary>
    public bool HasFlag(string word) => Text("flags").Split(',').Contains(word, StringComparer.Ordinal);

    public bool IsSubjectivelyDown => HasFlag("s_down");

    /// <summary><c>ip</c> and <c>port</c>; the host may be empty and the port 0.</summary>
    public HostAddress Address => new(Text("ip"), (int)Math.Clamp(Number("port") ?? 0, 0, 65_535));

    /// <summary><c>runid</c>: of a sentinel its id, of a data node its process.</summary>
    public string RunId => Text("runid");
}
