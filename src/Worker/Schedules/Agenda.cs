namespace SentinelEvents.Worker.Schedules;

/// <summary>When each scheduled work is due next. Whatever was missed of one is one.</summary>
internal sealed class Agenda
{
    /// <summary>A clock that is set back by less goes over the same times once more without anything being started for them again.</summary>
    private static readonly TimeSpan Forgotten = TimeSpan.FromHours(1);

    private Dictionary<string, Entry> entries = new(StringComparer.Ordinal);
    private DateTimeOffset latest = DateTimeOffset.MinValue;

    /// <summary>When the first is due; null where none is, ever.</summary>
    public DateTimeOffset? Next => entries.Values.Min(entry => entry.At);

    /// <summary>Takes over what there is to do: what stays as it was keeps its time, anything else is due the first time after now.</summary>
    public void Keep(IReadOnlyList<ScheduledWork> works, DateTimeOffset now)
    {
        if (latest - now > Forgotten)
        {
            // The times that are written down may be years away by the clock as it is now.
            entries = new(StringComparer.Ordinal);
        }

        latest = now;
        entries = works.ToDictionary(
            work => work.Name,
            work => entries.TryGetValue(work.Name, out var entry) && entry.Work.Cron == work.Cron && entry.Work.Zone.Id == work.Zone.Id
                ? entry with { Work = work }
                : new Entry(work, CronTimes.NextAfter(work.Cron, work.Zone, now)),
            StringComparer.Ordinal);
    }

    /// <summary>What is due, and not under way still; it is due again at its first time after now.</summary>
    public IReadOnlyList<ScheduledWork> TakeDue(DateTimeOffset now, Func<string, bool> isUnderWay)
    {
        List<ScheduledWork> due = [.. entries.Values.Where(entry => entry.At <= now && !isUnderWay(entry.Work.Name)).OrderBy(entry => entry.At).Select(entry => entry.Work)];
        foreach (var work in due)
        {
            entries[work.Name] = new Entry(work, CronTimes.NextAfter(work.Cron, work.Zone, now));
        }

        return due;
    }

    private sealed record Entry(ScheduledWork Work, DateTimeOffset? At);
}
