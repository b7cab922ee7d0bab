using SentinelEvents.Worker.Status.Views;

namespace SentinelEvents.Worker.Status.Pages;

/// <summary>Which masters to show.</summary>
/// <param name="Text">Words that all occur; empty: any.</param>
/// <param name="Cluster">Null: every one.</param>
/// <param name="Standing">Null: every one.</param>
/// <param name="Page">From 1.</param>
internal sealed record OverviewFilter(string Text = "", string? Cluster = null, MasterStanding? Standing = null, int Page = 1)
{
    public string Url(MasterStanding? standing, int page = 1) => PageUrls.With(
        PageUrls.Overview, ("q", Text), ("cluster", Cluster), ("standing", standing?.ToString()), ("page", page > 1 ? PageUrls.Number(page) : null));
}
