namespace SentinelEvents.Worker.Status.Views;

/// <summary>A whole list.</summary>
/// <param name="Items">The entries.</param>
internal sealed record Listing<TEntry>(IReadOnlyList<TEntry> Items);
