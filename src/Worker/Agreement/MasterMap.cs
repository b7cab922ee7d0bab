using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace SentinelEvents.Worker.Agreement;

/// <summary>
/// The masters of a cluster by name, in ordinal order; immutable. Nearly every step changes one among hundreds, and their names hardly ever change: so all versions
/// share the names, and a new one copies only the part of the states in which the changed one is.
/// </summary>
[SuppressMessage("Naming", "CA1710", Justification = "It is looked into by name; Dictionary or Collection would promise members that it has not.")]
public sealed class MasterMap : IReadOnlyDictionary<string, MasterState>
{
    private readonly Dictionary<string, int> places;
    private readonly string[] names;
    private readonly MasterState[][] parts;

    /// <summary>A part holds two to the power of this: about as many as there are parts.</summary>
    private readonly int partBits;

    private MasterMap(MasterState[] sorted)
    {
        names = Array.ConvertAll(sorted, master => master.Name);
        places = new Dictionary<string, int>(names.Length, StringComparer.Ordinal);
        foreach (var (place, name) in names.Index())
        {
            places.Add(name, place);
        }

        while (1 << (2 * partBits) < sorted.Length)
        {
            partBits++;
        }

        parts = [.. sorted.Chunk(1 << partBits)];
    }

    private MasterMap(MasterMap before, MasterState[][] parts) => (places, names, partBits, this.parts) = (before.places, before.names, before.partBits, parts);

    public static MasterMap Empty { get; } = new([]);

    public int Count => names.Length;

    public IEnumerable<string> Keys => names;

    public IEnumerable<MasterState> Values => parts.SelectMany(part => part);

    public MasterState this[string key] => TryGetValue(key, out var master) ? master : throw new KeyNotFoundException($"There is no '{key}'.");

    public bool ContainsKey(string key) => places.ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out MasterState value)
    {
        value = places.TryGetValue(key, out var place) ? parts[place >> partBits][place & Mask] : null;
        return value is not null;
    }

    public MasterState? GetValueOrDefault(string key) => TryGetValue(key, out var master) ? master : null;

    /// <summary>The map with this master, in place of the one of its name.</summary>
    public MasterMap With(MasterState master)
    {
        if (!places.TryGetValue(master.Name, out var place))
        {
            return WithStrangers([master]);
        }

        var changed = parts.AsSpan().ToArray();
        ref var part = ref changed[place >> partBits];
        part = part.AsSpan().ToArray();
        part[place & Mask] = master;
        return new(this, changed);
    }

    /// <summary>The map with these masters, in place of those of their names. For a new name all are sorted anew, so whoever has many gives them at once.</summary>
    public MasterMap With(IEnumerable<MasterState> masters)
    {
        var map = this;
        var strangers = new List<MasterState>();
        foreach (var master in masters)
        {
            if (places.ContainsKey(master.Name))
            {
                map = map.With(master);
            }
            else
            {
                strangers.Add(master);
            }
        }

        return strangers.Count == 0 ? map : map.WithStrangers(strangers);
    }

    /// <summary>The map with every master changed; each keeps its name.</summary>
    public MasterMap Changed(Converter<MasterState, MasterState> change) => new(this, Array.ConvertAll(parts, part => Array.ConvertAll(part, change)));

    public IEnumerator<KeyValuePair<string, MasterState>> GetEnumerator() => Values.Select(master => KeyValuePair.Create(master.Name, master)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private MasterMap WithStrangers(IEnumerable<MasterState> strangers)
    {
        var sorted = new SortedDictionary<string, MasterState>(StringComparer.Ordinal);
        foreach (var master in Values.Concat(strangers))
        {
            sorted[master.Name] = master;
        }

        return new([.. sorted.Values]);
    }

    private int Mask => (1 << partBits) - 1;
}
