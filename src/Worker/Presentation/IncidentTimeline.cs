using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Presentation;

/// <summary>The course of a failover: who said what when, and how long each phase took. Times count from the first sign.</summary>
internal sealed record IncidentTimeline
{
    /// <summary>Lanes of sentinels; the others are counted.</summary>
    public const int MostLanes = 9;

    private const int LongestTitle = 80;

    private const string Failed = "attempt failed";

    /// <summary>When the first sign was seen.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>What the picture is called.</summary>
    public required string Title { get; init; }

    public required bool Planned { get; init; }

    /// <summary>In order, each where the one before ended.</summary>
    public required IReadOnlyList<TimelineSpan> Phases { get; init; }

    /// <summary>The old master, and the new one where there is one.</summary>
    public required IReadOnlyList<TimelineServer> Servers { get; init; }

    /// <summary>The sentinels, those that spoke first above.</summary>
    public required IReadOnlyList<TimelineLane> Lanes { get; init; }

    /// <summary>The sentinels that no lane is left for.</summary>
    public required IReadOnlyList<TimelineLane> Folded { get; init; }

    public TimeSpan End => Instants.Max();

    public TimelineAxis Axis => TimelineAxis.Of(Instants);

    private IEnumerable<TimeSpan> Instants => Phases.Concat(Servers.SelectMany(server => server.Spans)).SelectMany(span => new[] { span.From, span.To })
        .Concat(Lanes.SelectMany(lane => lane.Marks).Select(mark => mark.At));

    /// <param name="events">Of one incident, in the order of decision.</param>
    /// <returns>Null where no failover is told of.</returns>
    public static IncidentTimeline? Of(IReadOnlyList<SentinelEvent> events)
    {
        if (!events.Any(one => one is MasterSwitched or FailoverCompleted or FailoverFailed))
        {
            return null;
        }

        var last = events[^1];
        var down = events.OfType<MasterDown>().LastOrDefault();
        var started = events.OfType<FailoverStarted>().LastOrDefault();
        var switched = events.OfType<MasterSwitched>().LastOrDefault();
        var completed = events.OfType<FailoverCompleted>().LastOrDefault();
        var length = completed is null ? TimeSpan.Zero : completed.Phases.Aggregate(TimeSpan.Zero, (sum, phase) => sum + phase.Took);
        var signs = events.SelectMany(one => one is FailoverStarted begun ? [.. one.Evidence, .. begun.Votes] : one.Evidence).Select(evidence => evidence.At).Concat(events.Select(one => one.OccurredAt));
        var start = (completed is null ? signs : signs.Append(completed.OccurredAt - length)).Min();
        var phases = completed is { Phases.Count: > 0 } ? Told(completed, completed.OccurredAt - length - start) : Seen(events, start);
        var lanes = LanesOf(events, start);
        var old = completed?.OldAddress ?? switched?.OldAddress ?? events.OfType<FailoverFailed>().LastOrDefault()?.Address ?? default;
        var now = completed?.NewAddress ?? switched?.NewAddress;
        var planned = completed?.Planned ?? switched?.Planned ?? started?.Planned ?? false;
        var switchedAt = (switched?.AgreedAt - start) ?? phases.Where(phase => phase.Name == NameOf(FailoverPhaseName.Switched)).Select(phase => (TimeSpan?)phase.To).FirstOrDefault();
        var end = Enumerable.Max([.. lanes.SelectMany(lane => lane.Marks).Select(mark => mark.At), .. phases.Select(phase => phase.To), last.OccurredAt - start, switchedAt ?? TimeSpan.Zero]);
        return new IncidentTimeline
        {
            Start = start,
            Title = ReportWords.Clip(last.Master is { } master ? $"{last.Cluster}/{master}" : last.Cluster, LongestTitle),
            Planned = planned,
            Phases = [.. phases.Where(phase => phase.Length > TimeSpan.Zero)],
            Servers = [OldMaster(old, planned, down, completed, events.OfType<MasterRecovered>().LastOrDefault(), start, switchedAt, end), .. NewMaster(now, switchedAt, end)],
            Lanes = [.. lanes.Take(MostLanes)],
            Folded = [.. lanes.Skip(MostLanes)],
        };
    }

    /// <summary>The same in words, a line each: for those who do not see the picture.</summary>
    public IEnumerable<string> Describe()
    {
        yield return $"Times count from the first sign, {ReadableTime.Precise(Start)}.";
        foreach (var phase in Phases)
        {
            yield return $"{Capital(phase.Name)}: {ReadableTime.Of(phase.Length)} (from {Second(phase.From)} to {Second(phase.To)})";
        }

        foreach (var server in Servers)
        {
            yield return $"{Capital(server.Name)}: {string.Join(", ", server.Spans.Select(span => $"{span.Name} from {Second(span.From)}"))}";
        }

        foreach (var lane in Lanes)
        {
            yield return $"Sentinel {lane.Name}{(lane.IsLeader ? " (leader)" : "")}: {string.Join(", ", lane.Marks.Select(mark => $"{TimelineWords.Of(mark.Sign)} at {Second(mark.At)}"))}";
        }

        if (Folded.Count > 0)
        {
            yield return FoldedText;
        }
    }

    /// <summary>Such as <c>and 3 more sentinels: 3 suspected, 2 switched</c>.</summary>
    public string FoldedText => $"and {ReportWords.Count(Folded.Count, "more sentinel")}: "
        + string.Join(", ", Folded.SelectMany(lane => lane.Marks).GroupBy(mark => mark.Sign).OrderBy(sign => sign.Key)
            .Select(sign => $"{ReportWords.Number(sign.Count())} {TimelineWords.Of(sign.Key)}"));

    private static string NameOf(FailoverPhaseName phase) => phase switch
    {
        FailoverPhaseName.Detected => "detected",
        FailoverPhaseName.Elected => "elected",
        FailoverPhaseName.Switched => "promoted",
        _ => "reconfigured",
    };

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string Second(TimeSpan at) => TimelineWords.Of(at);

    private static List<TimelineSpan> Told(FailoverCompleted completed, TimeSpan from)
    {
        var spans = new List<TimelineSpan>();
        foreach (var phase in completed.Phases)
        {
            var tone = phase.Name switch
            {
                FailoverPhaseName.Detected => TimelineTone.Bad,
                FailoverPhaseName.Reconfigured => completed.Ending == FailoverEnding.TimedOut ? TimelineTone.Bad : TimelineTone.Good,
                _ => TimelineTone.Working,
            };
            spans.Add(new TimelineSpan(NameOf(phase.Name), tone, from, from + phase.Took));
            from += phase.Took;
        }

        return spans;
    }

    /// <summary>What can be said of phases before their end is told.</summary>
    private static List<TimelineSpan> Seen(IReadOnlyList<SentinelEvent> events, DateTimeOffset start)
    {
        var spans = new List<TimelineSpan>();
        var last = TimeSpan.Zero;
        void Add(string name, TimelineTone tone, DateTimeOffset end)
        {
            var to = end - start;
            spans.Add(new TimelineSpan(name, tone, last, to > last ? to : last));
            last = spans[^1].To;
        }

        foreach (var one in events)
        {
            switch (one)
            {
                case MasterDown:
                    Add(NameOf(FailoverPhaseName.Detected), TimelineTone.Bad, one.Evidence.Count > 0 ? EarliestOf(one) : one.AgreedAt);
                    break;
                case FailoverStarted:
                    Add(NameOf(FailoverPhaseName.Elected), TimelineTone.Working, one.OccurredAt);
                    break;
                case FailoverFailed:
                    Add(Failed, TimelineTone.Bad, one.OccurredAt);
                    break;
                case MasterSwitched:
                    Add(spans is [.., { Name: Failed }] ? "next attempt" : NameOf(FailoverPhaseName.Switched), TimelineTone.Working, one.AgreedAt);
                    break;
            }
        }

        return spans;

        // The agreement is dated by the word that completed it; words that came later are no part of it.
        static DateTimeOffset EarliestOf(SentinelEvent down) => Completing(down)?.At ?? down.AgreedAt;
    }

    /// <summary>The word that completed an agreement.</summary>
    private static Evidence? Completing(SentinelEvent agreed) => agreed.Evidence.Where(evidence => evidence.At <= agreed.AgreedAt).OrderBy(evidence => evidence.At).LastOrDefault();

    private static List<TimelineLane> LanesOf(IReadOnlyList<SentinelEvent> events, DateTimeOffset start)
    {
        var said = new List<(string Sentinel, string Address, TimelineMark Mark)>();
        foreach (var one in events)
        {
            var completing = one is MasterDown ? Completing(one) : null;
            foreach (var evidence in one.Evidence)
            {
                if (TimelineWords.SignOf(one) is { } sign)
                {
                    said.Add((evidence.Sentinel, evidence.Address, new TimelineMark(evidence == completing ? TimelineSign.Down : sign, evidence.At - start)));
                }
            }
        }

        // The leader's own vote is a moment before its election, and says nothing beside it.
        said.AddRange(events.OfType<FailoverStarted>().SelectMany(one => one.Votes.Where(vote => vote.Sentinel != one.Leader)
            .Select(vote => (vote.Sentinel, vote.Address, new TimelineMark(TimelineSign.Voted, vote.At - start)))));
        return
        [
            .. said.GroupBy(word => word.Sentinel, StringComparer.Ordinal)
                .Select(words => new TimelineLane(
                    ReportWords.Clip(words.Last().Address, LongestTitle),
                    words.Any(word => word.Mark.Sign is TimelineSign.Elected),
                    [.. Once([.. words.Select(word => word.Mark)])]))
                .OrderBy(lane => lane.Marks[0].At).ThenBy(lane => lane.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>Each sign at its first time; a suspicion that completed the agreement is one sign and not two.</summary>
    private static IEnumerable<TimelineMark> Once(IReadOnlyList<TimelineMark> marks)
    {
        var isDown = marks.Any(mark => mark.Sign == TimelineSign.Down);
        return marks.Where(mark => mark.Sign != TimelineSign.Suspected || !isDown).GroupBy(mark => mark.Sign).Select(same => same.MinBy(mark => mark.At)!)
            .OrderBy(mark => mark.At).ThenBy(mark => mark.Sign);
    }

    private static TimelineServer OldMaster(
        HostAddress address, bool planned, MasterDown? down, FailoverCompleted? completed, MasterRecovered? recovered, DateTimeOffset start, TimeSpan? switchedAt, TimeSpan end)
    {
        var spans = new List<TimelineSpan>();
        if (recovered is not null)
        {
            var up = recovered.OccurredAt - start;
            spans.Add(new TimelineSpan("down", TimelineTone.Bad, TimeSpan.Zero, up < end ? up : end));
            spans.Add(new TimelineSpan("master", TimelineTone.Good, spans[^1].To, end));
        }
        else
        {
            var until = switchedAt ?? end;
            spans.Add(planned && down is null
                ? new TimelineSpan("master", TimelineTone.Good, TimeSpan.Zero, until)
                : new TimelineSpan("down", TimelineTone.Bad, TimeSpan.Zero, until));
            if (switchedAt is { } moved)
            {
                var second = completed?.OldMasterWritableFor is { } length ? moved + length < end ? moved + length : end : moved;
                spans.Add(new TimelineSpan("second master", TimelineTone.Bad, moved, second));
                if (completed?.OldMasterWritable != OldMasterWritable.Yes)
                {
                    spans.Add(new TimelineSpan("replaced", TimelineTone.Quiet, second, end));
                }
            }
        }

        return new TimelineServer($"old master {ReportWords.Place(address)}", Seen(spans));
    }

    private static IEnumerable<TimelineServer> NewMaster(HostAddress? address, TimeSpan? switchedAt, TimeSpan end)
    {
        if (address is { } now && switchedAt is { } moved)
        {
            TimelineSpan[] spans = [new("replica", TimelineTone.Quiet, TimeSpan.Zero, moved), new("master", TimelineTone.Good, moved, end)];
            yield return new TimelineServer($"new master {ReportWords.Place(now)}", Seen(spans));
        }
    }

    /// <summary>Those that last, and the last one: it goes on.</summary>
    private static IReadOnlyList<TimelineSpan> Seen(IReadOnlyList<TimelineSpan> spans) => [.. spans.Where((span, place) => span.Length > TimeSpan.Zero || place == spans.Count - 1)];
}
