using SentinelEvents.Worker.Delivery.Holding;
using SentinelEvents.Worker.Status.Writes;

namespace SentinelEvents.Worker.Status.Pages;

/// <summary>The silences, and the form for one more.</summary>
internal sealed record SilencesModel : PageContent
{
    public required IReadOnlyList<ListedSilence> Silences { get; init; }

    /// <summary>Those that can be spared: all but the bus.</summary>
    public required IReadOnlyList<string> Destinations { get; init; }

    /// <summary>What was sent and not accepted; else empty.</summary>
    public SilenceBody Wanted { get; init; } = new();

    /// <summary>What is wrong with it, by field.</summary>
    public IReadOnlyDictionary<string, string[]> Errors { get; init; } = new Dictionary<string, string[]>();
}
