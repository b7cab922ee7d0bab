using System.Globalization;

namespace SentinelEvents.Lab;

/// <summary>
/// One master for as long as most sentinels held its address and no other in between. That its epoch grows meanwhile is no switch: two
/// leaders may promote the same replica, and one that is monitored anew begins at 0.
/// </summary>
/// <param name="Master">The master's name.</param>
/// <param name="Address">Its address.</param>
/// <param name="Spans">When they held it; between them may be times without a majority.</param>
internal sealed record AgreedRun(string Master, string Address, IReadOnlyList<AgreedSpan> Spans)
{
    /// <summary>When a majority first held it.</summary>
    public DateTimeOffset From => Spans[0].From;

    public DateTimeOffset To => Spans[^1].To;

    public bool Had(long epoch) => Spans.Any(span => span.Epoch == epoch);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Master} at {Address}, epoch {string.Join(", ", Spans.Select(span => span.Epoch).Distinct())}, held by a majority {From:HH:mm:ss.fff} to {To:HH:mm:ss.fff}");

    /// <summary>The masters in their order, the first being the one at the start.</summary>
    public static IReadOnlyList<AgreedRun> Of(string master, IEnumerable<Holding> holdings, int majority)
    {
        var own = holdings.Where(holding => holding.Master == master).ToList();
        var instants = own.SelectMany(holding => (DateTimeOffset[])[holding.From, holding.To]).Distinct().Order().ToList();
        List<AgreedRun> runs = [];
        foreach (var (from, to) in instants.Zip(instants.Skip(1)))
        {
            var agreed = own.Where(holding => holding.Address is not null && holding.From <= from && holding.To >= to)
                .GroupBy(holding => (holding.Epoch, holding.Address))
                .FirstOrDefault(group => group.Count() >= majority);
            if (agreed is null)
            {
                continue;
            }

            var span = new AgreedSpan(agreed.Key.Epoch, from, to);
            if (runs is [.., var last] && last.Address == agreed.Key.Address)
            {
                var joins = last.Spans[^1] is var end && end.Epoch == span.Epoch && end.To == span.From;
                runs[^1] = last with { Spans = joins ? [.. last.Spans.SkipLast(1), last.Spans[^1] with { To = to }] : [.. last.Spans, span] };
            }
            else
            {
                runs.Add(new AgreedRun(master, agreed.Key.Address!, [span]));
            }
        }

        return runs;
    }
}
