using System.Collections.Frozen;

namespace SentinelEvents.Worker.Events.Inspection;

/// <summary>The names of an instance's fields in the order in which they were given. All instances of one kind of one server have the same: thousands of instances share one.</summary>
public sealed class FieldNames
{
    /// <summary>Every kind of instance of some versions of Redis, side by side; whoever sends more orders than these is not worth remembering.</summary>
    private const int MostShared = 32;

    private static readonly Lock Gate = new();
    private static volatile FieldNames[] _shared = [];

    private readonly string[] _names;
    private readonly FrozenDictionary<string, int> _places;

    internal FieldNames(IReadOnlyCollection<string> names)
    {
        _names = [.. names];
        var places = new Dictionary<string, int>(_names.Length, StringComparer.Ordinal);
        for (var place = 0; place < _names.Length; place++)
        {
            places[_names[place]] = place;
        }

        _places = places.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public int Count => _names.Length;

    /// <summary>Whether no name is given twice.</summary>
    public bool IsDistinct => _places.Count == _names.Length;

    public string this[int place] => _names[place];

    /// <summary>Where the value of a name is; negative where there is no such name.</summary>
    public int PlaceOf(string name) => _places.GetValueOrDefault(name, -1);

    /// <summary>The names, shared with whoever asked for the same.</summary>
    internal static FieldNames Of(ReadOnlySpan<string> names)
    {
        if (Find(_shared, names) is { } known)
        {
            return known;
        }

        // Not within the lock: whoever sends ever new orders must not hold up the others.
        var made = new FieldNames(names.ToArray());
        if (_shared.Length >= MostShared)
        {
            return made;
        }

        lock (Gate)
        {
            if (Find(_shared, names) is { } meanwhile)
            {
                return meanwhile;
            }

            if (_shared.Length < MostShared)
            {
                _shared = [.. _shared, made];
            }

            return made;
        }
    }

    private static FieldNames? Find(FieldNames[] among, ReadOnlySpan<string> names)
    {
        foreach (var one in among)
        {
            if (names.SequenceEqual(one._names))
            {
                return one;
            }
        }

        return null;
    }
}
