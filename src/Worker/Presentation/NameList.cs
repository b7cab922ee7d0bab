namespace SentinelEvents.Worker.Presentation;

/// <summary>Some names, and how many there are in all.</summary>
/// <param name="Shown">The first of them.</param>
/// <param name="Total">All.</param>
internal sealed record NameList(IReadOnlyList<string> Shown, int Total)
{
    public int More => Total - Shown.Count;

    public static NameList Of(IReadOnlyCollection<string> names, int limit) => new([.. names.Take(limit)], names.Count);

    public override string ToString() => string.Join(", ", Shown) + (More > 0 ? $" and {ReportWords.Number(More)} more" : "");
}
