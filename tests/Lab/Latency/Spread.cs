namespace SentinelEvents.Lab;

/// <summary>Smallest, median, 99th percentile and greatest of some measurements, in milliseconds.</summary>
internal sealed record Spread(double Least, double Median, double P99, double Greatest)
{
    public static Spread Of(IEnumerable<TimeSpan> measured)
    {
        var sorted = measured.Select(span => span.TotalMilliseconds).Order().ToList();
        return new Spread(sorted[0], At(sorted, 0.5), At(sorted, 0.99), sorted[^1]);
    }

    /// <summary>By nearest rank: always a value that was measured.</summary>
    private static double At(List<double> sorted, double share) => sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Count) - 1)];
}
