using System.Globalization;
using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Delivery.Holding;

/// <summary>The silences of the configuration and those that were asked for beside it.</summary>
internal sealed class Silences(IReadOnlyList<Silence> silences)
{
    /// <summary>Those of a configuration alone.</summary>
    public Silences(IReadOnlyList<SilenceOptions> configured)
        : this([.. configured.Select(options => new Silence(options))])
    {
    }

    public static Silences None { get; } = new((IReadOnlyList<Silence>)[]);

    public bool IsEmpty => silences.Count == 0;

    /// <summary>How many are in force.</summary>
    public int CountAt(DateTimeOffset at) => silences.Count(silence => silence.UntilAt(at) is not null);

    /// <summary>The silence that covers an event at a destination, the one that lasts longest; null: none.</summary>
    /// <param name="sentinelEvent">The event.</param>
    /// <param name="destination">The destination.</param>
    /// <param name="at">When.</param>
    public ActiveSilence? Covering(SentinelEvent sentinelEvent, string destination, DateTimeOffset at) => silences
        .Where(silence => silence.Options.Spares(destination) && silence.Options.Match.Matches(sentinelEvent))
        .Select(silence => silence.UntilAt(at) is { } until ? new ActiveSilence(until, Describe(silence.Options, until)) : null)
        .OfType<ActiveSilence>()
        .MaxBy(active => active.Until);

    private static string Describe(SilenceOptions silence, DateTimeOffset until) => string.Create(
        CultureInfo.InvariantCulture,
        $"silence {silence.Name}{(silence.Author is { Length: > 0 } author ? $" by {author}" : "")} until {until.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC{(silence.Comment is { Length: > 0 } comment ? $": {comment}" : "")}");
}
