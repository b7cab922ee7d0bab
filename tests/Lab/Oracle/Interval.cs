namespace SentinelEvents.Lab;

/// <summary>From an instant up to, not including, another.</summary>
internal readonly record struct Interval(DateTimeOffset From, DateTimeOffset To)
{
    public bool Overlaps(DateTimeOffset from, DateTimeOffset to) => From < to && To > from;

    public bool Covers(DateTimeOffset from, DateTimeOffset to) => From <= from && To >= to;
}
