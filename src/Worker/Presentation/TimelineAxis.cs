namespace SentinelEvents.Worker.Presentation;

/// <summary>
/// Places instants on a line. In proportion, but for long waits between them, which are cut short: a failover of a second after an hour without one must
/// still show its parts.
/// </summary>
internal sealed class TimelineAxis
{
    // A wait is long where it is so many times longer than all the rest.
    private const double LongWait = 1.5;

    // How much of the line a wait takes that is cut short, counted in the rest.
    private const double ShortenedTo = 0.3;

    // Below this nobody waits, and parts of it that lie closer together than can be told apart need not be drawn apart.
    private const double ShortestWait = 10;
    private const double LeastRest = 1;

    private readonly TimeSpan[] _stops;
    private readonly double[] _places;

    private TimelineAxis(TimeSpan[] stops, double[] places, IReadOnlyList<(TimeSpan From, TimeSpan To)> cuts)
    {
        _stops = stops;
        _places = places;
        Cuts = cuts;
    }

    /// <summary>The waits that are cut short.</summary>
    public IReadOnlyList<(TimeSpan From, TimeSpan To)> Cuts { get; }

    public static TimelineAxis Of(IEnumerable<TimeSpan> instants)
    {
        TimeSpan[] stops = [.. instants.Append(TimeSpan.Zero).Distinct().Order()];
        double[] gaps = [.. stops.Zip(stops.Skip(1), (one, next) => (next - one).TotalSeconds)];
        var rest = gaps.Sum();
        var cut = new HashSet<int>();
        foreach (var place in Enumerable.Range(0, gaps.Length).OrderByDescending(place => gaps[place]))
        {
            var others = rest - gaps[place];
            if (others <= 0 || gaps[place] < ShortestWait || gaps[place] <= LongWait * others)
            {
                break;
            }

            cut.Add(place);
            rest = others;
        }

        double[] drawn = [.. gaps.Select((gap, place) => cut.Contains(place) ? Math.Max(rest, LeastRest) * ShortenedTo : gap)];
        var length = drawn.Sum();
        var places = new double[stops.Length];
        for (var i = 0; i < gaps.Length; i++)
        {
            places[i + 1] = places[i] + (drawn[i] / length);
        }

        return new TimelineAxis(stops, places, [.. cut.Order().Select(place => (stops[place], stops[place + 1]))]);
    }

    /// <summary>From 0 to 1; what lies outside is at the end that it lies beyond.</summary>
    public double Place(TimeSpan instant)
    {
        if (instant <= _stops[0] || _stops.Length == 1)
        {
            return 0;
        }

        if (instant >= _stops[^1])
        {
            return 1;
        }

        var next = Array.FindIndex(_stops, stop => stop >= instant);
        var share = (instant - _stops[next - 1]) / (_stops[next] - _stops[next - 1]);
        return _places[next - 1] + (share * (_places[next] - _places[next - 1]));
    }
}
