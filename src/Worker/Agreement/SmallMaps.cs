namespace SentinelEvents.Worker.Agreement;

/// <summary>Makes small maps of other collections.</summary>
public static class SmallMaps
{
    /// <summary>Of two entries with one key the later one counts.</summary>
    public static SmallMap<TValue> ToSmallMap<TSource, TValue>(this IEnumerable<TSource> source, Func<TSource, string> key, Func<TSource, TValue> value) =>
        SmallMap<TValue>.Of(source.Select(item => KeyValuePair.Create(key(item), value(item))));
}
