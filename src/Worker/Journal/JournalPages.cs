using System.Runtime.CompilerServices;

namespace SentinelEvents.Worker.Journal;

/// <summary>Reads more than one page.</summary>
public static class JournalPages
{
    /// <summary>All that a filter lets through, read in pages of its <see cref="EventFilter.Limit"/>: only one of them is in memory at a time.</summary>
    public static async IAsyncEnumerable<JournalledEvent> ReadAllEventsAsync(
        this IJournalReader journal, EventFilter filter, [EnumeratorCancellation] CancellationToken cancellation)
    {
        IReadOnlyList<JournalledEvent> page;
        do
        {
            page = await journal.ReadEventsAsync(filter, cancellation);
            foreach (var entry in page)
            {
                yield return entry;
                filter = filter with { After = entry.Sequence };
            }
        }
        while (page.Count == filter.Limit);
    }
}
