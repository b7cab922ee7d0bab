using System.Globalization;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Delivery.Holding;

/// <summary>Rules for a silence that is asked for while the service runs, beside those for every silence.</summary>
internal static class SilenceWish
{
    public const int LongestAuthor = 100;

    public const int LongestComment = 1000;

    /// <summary>Of destinations, and of each list of <c>Match</c>.</summary>
    public const int LongestList = 100;

    /// <summary>More than any time that a person would name.</summary>
    public const int LongestCron = 200;

    /// <summary>Nobody plans further ahead.</summary>
    public static readonly TimeSpan FarthestStart = TimeSpan.FromDays(10 * 366);

    public static readonly TimeSpan ShortestDuration = TimeSpan.FromMinutes(1);

    /// <summary>Of a window that comes again, as in the configuration.</summary>
    public static readonly TimeSpan LongestWindow = TimeSpan.FromDays(7);

    /// <summary>Longer than this nobody means; a window that comes again goes on without an end.</summary>
    public static readonly TimeSpan LongestOnce = TimeSpan.FromDays(366);

    /// <summary>The wish with what follows from it: it begins now, and ends after its duration.</summary>
    public static SilenceOptions Complete(SilenceOptions wanted, DateTimeOffset now)
    {
        if (wanted.Cron is not null)
        {
            return wanted;
        }

        var start = wanted.Start ?? now;
        return wanted is { End: null, Duration: { } duration } && duration <= LongestOnce
            ? wanted with { Start = start, End = start < DateTimeOffset.MaxValue - duration ? start + duration : DateTimeOffset.MaxValue, Duration = null }
            : wanted with { Start = start };
    }

    /// <param name="wanted">Complete.</param>
    /// <param name="destinations">The names of the configured destinations.</param>
    /// <param name="now">When.</param>
    public static IReadOnlyList<(string Key, string Cure)> Mistakes(SilenceOptions wanted, IReadOnlyList<string> destinations, DateTimeOffset now)
    {
        List<(string Key, string Cure)> found = [.. Limits(wanted, now)];

        // One mistake of a key is enough.
        found.AddRange(SilenceValidator.Validate([wanted], destinations)
            .Select(mistake => (Key: mistake.Key[(mistake.Key.IndexOf(':', StringComparison.Ordinal) + 1)..], mistake.Cure))
            .Where(mistake => !found.Exists(known => known.Key == mistake.Key)));
        return found;
    }

    private static IEnumerable<(string Key, string Cure)> Limits(SilenceOptions wanted, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(wanted.Author) || wanted.Author.Length > LongestAuthor || !IsLine(wanted.Author))
        {
            yield return ("Author", string.Create(CultureInfo.InvariantCulture, $"Say who wants it, in one line of at most {LongestAuthor} characters."));
        }

        if (wanted.Comment is { } comment && (comment.Length > LongestComment || !IsLine(comment)))
        {
            yield return ("Comment", string.Create(CultureInfo.InvariantCulture, $"Give one line of at most {LongestComment} characters."));
        }

        (string Key, int Count)[] lists =
        [
            ("To", wanted.To.Count), ("Match:Clusters", wanted.Match.Clusters.Count), ("Match:Masters", wanted.Match.Masters.Count),
            ("Match:Kinds", wanted.Match.Kinds.Count), ("Match:Agreement", wanted.Match.Agreement.Count),
        ];
        foreach (var (key, _) in lists.Where(list => list.Count > LongestList))
        {
            yield return (key, string.Create(CultureInfo.InvariantCulture, $"Give at most {LongestList}."));
        }

        if (wanted.Cron is { } cron && (cron.Length > LongestCron || !IsLine(cron)))
        {
            yield return ("Cron", string.Create(CultureInfo.InvariantCulture, $"Give it in one line of at most {LongestCron} characters."));
        }

        if (wanted is { Cron: null, Duration: null, End: null })
        {
            yield return ("End", "Give End or Duration; for a window that comes again, Cron and Duration.");
        }
        else if (wanted is { Cron: null, Duration: not null, End: not null })
        {
            yield return ("Duration", "Give either End or Duration.");
        }
        else if (wanted.Duration is { } duration && (duration < ShortestDuration || duration > LongestWindow))
        {
            yield return ("Duration", string.Create(
                CultureInfo.InvariantCulture, $"Give a time span from {ShortestDuration:c} to {LongestWindow:c} for a window that comes again, to {LongestOnce:c} for one that comes once."));
        }

        if (wanted.Start - now > FarthestStart)
        {
            yield return ("Start", "Give a time within the next ten years.");
        }

        if (wanted is { Cron: null, Start: { } start, End: { } end })
        {
            if (end <= now)
            {
                yield return ("End", "Give a time to come.");
            }
            else if (end - start > LongestOnce)
            {
                yield return ("End", string.Create(CultureInfo.InvariantCulture, $"Give a time at most {LongestOnce.TotalDays:0} days after Start."));
            }
        }
    }

    private static bool IsLine(string text) => VisibleText.Of(text) == text;
}
