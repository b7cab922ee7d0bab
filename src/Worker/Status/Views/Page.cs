namespace SentinelEvents.Worker.Status.Views;

/// <summary>Part of a list.</summary>
/// <param name="Items">The entries.</param>
/// <param name="Next">Where the list goes on: the value of <c>after</c> for the next part; null where there is none.</param>
/// <param name="More">Whether there is more at this moment.</param>
internal sealed record Page<TEntry>(IReadOnlyList<TEntry> Items, string? Next, bool More);
