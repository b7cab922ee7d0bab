using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Agreement;

/// <summary>The words for one event.</summary>
internal static class Witnesses
{
    /// <summary>The list itself, the first word first; each sentinel has one.</summary>
    public static List<Evidence> InOrder(this List<Evidence> words)
    {
        words.Sort(static (one, other) => one.At != other.At ? one.At.CompareTo(other.At) : string.CompareOrdinal(one.Sentinel, other.Sentinel));
        return words;
    }
}
