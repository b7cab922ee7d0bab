using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace SentinelEvents.Worker.Agreement;

/// <summary>
/// An immutable map of a few entries by text, in ordinal order. It is one array: the rules go through such maps in every step, which costs a tree many times
/// as much, and to copy a few entries is cheaper than to make the nodes of a path.
/// </summary>
[SuppressMessage("Naming", "CA1710", Justification = "It is looked into by name; Dictionary or Collection would promise members that it has not.")]
public sealed class SmallMap<TValue> : IReadOnlyDictionary<string, TValue>
{
    private const int Few = 8;

    private readonly KeyValuePair<string, TValue>[] entries;

    private SmallMap(KeyValuePair<string, TValue>[] entries) => this.entries = entries;

    [SuppressMessage("Design", "CA1000", Justification = "The empty one belongs to the type of its entries, as with the immutable collections of the framework.")]
    public static SmallMap<TValue> Empty { get; } = new([]);

    public int Count => entries.Length;

    public bool IsEmpty => entries.Length == 0;

    public IEnumerable<string> Keys => entries.Select(entry => entry.Key);

    public IEnumerable<TValue> Values => entries.Select(entry => entry.Value);

    public TValue this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"There is no '{key}'.");

    /// <summary>The entries themselves, to be read only.</summary>
    internal KeyValuePair<string, TValue>[] Entries => entries;

    /// <summary>The entries with other values; of two with one key the later one counts.</summary>
    internal static SmallMap<TValue> Of(IEnumerable<KeyValuePair<string, TValue>> entries)
    {
        var sorted = new SortedDictionary<string, TValue>(StringComparer.Ordinal);
        foreach (var (key, value) in entries)
        {
            sorted[key] = value;
        }

        return sorted.Count == 0 ? Empty : new([.. sorted]);
    }

    public bool ContainsKey(string key) => Find(key) >= 0;

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out TValue value)
    {
        var at = Find(key);
        value = at >= 0 ? entries[at].Value : default;
        return at >= 0;
    }

    public TValue? GetValueOrDefault(string key) => TryGetValue(key, out var value) ? value : default;

    /// <summary>The map with this entry; itself where it has the very same.</summary>
    public SmallMap<TValue> SetItem(string key, TValue value)
    {
        var at = Find(key);
        if (at < 0)
        {
            return new([.. entries.AsSpan(0, ~at), KeyValuePair.Create(key, value), .. entries.AsSpan(~at)]);
        }

        if (EqualityComparer<TValue>.Default.Equals(entries[at].Value, value))
        {
            return this;
        }

        var changed = entries.AsSpan().ToArray();
        changed[at] = KeyValuePair.Create(entries[at].Key, value);
        return new(changed);
    }

    /// <summary>The map with every value changed; itself where none is another one.</summary>
    internal SmallMap<TValue> Changed(Converter<TValue, TValue> change)
    {
        KeyValuePair<string, TValue>[]? changed = null;
        for (var index = 0; index < entries.Length; index++)
        {
            var value = change(entries[index].Value);
            if (!EqualityComparer<TValue>.Default.Equals(entries[index].Value, value))
            {
                changed ??= entries.AsSpan().ToArray();
                changed[index] = KeyValuePair.Create(entries[index].Key, value);
            }
        }

        return changed is null ? this : new(changed);
    }

    /// <summary>The map without this entry; itself where it has none.</summary>
    public SmallMap<TValue> Remove(string key)
    {
        var at = Find(key);
        return at < 0 ? this : Count == 1 ? Empty : new([.. entries.AsSpan(0, at), .. entries.AsSpan(at + 1)]);
    }

    /// <summary>The entries with these keys; itself where it has no others.</summary>
    public SmallMap<TValue> Only(IEnumerable<string> keys)
    {
        var kept = keys.ToHashSet(StringComparer.Ordinal);
        return Array.TrueForAll(entries, entry => kept.Contains(entry.Key)) ? this : new(Array.FindAll(entries, entry => kept.Contains(entry.Key)));
    }

    public ImmutableArray<KeyValuePair<string, TValue>>.Enumerator GetEnumerator() => ImmutableCollectionsMarshal.AsImmutableArray(entries).GetEnumerator();

    IEnumerator<KeyValuePair<string, TValue>> IEnumerable<KeyValuePair<string, TValue>>.GetEnumerator() => ((IEnumerable<KeyValuePair<string, TValue>>)entries).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => entries.GetEnumerator();

    /// <summary>Where it is, or the complement of where it belongs.</summary>
    private int Find(string key)
    {
        // Mostly it is the very text that is the key, which costs less to see than where it stands in the order.
        if (entries.Length <= Few)
        {
            for (var index = 0; index < entries.Length; index++)
            {
                if (ReferenceEquals(entries[index].Key, key))
                {
                    return index;
                }
            }
        }

        var (low, high) = (0, entries.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = ReferenceEquals(entries[middle].Key, key) ? 0 : string.CompareOrdinal(entries[middle].Key, key);
            if (order == 0)
            {
                return middle;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return ~low;
    }
}
