namespace SentinelEvents.Worker.Notifications;

/// <summary>An event in words, for any medium that people read.</summary>
/// <param name="Where">Cluster, and master where the event is about one.</param>
/// <param name="Headline">A few words without a full stop; fits a subject line.</param>
/// <param name="Happened">One sentence: what happened.</param>
/// <param name="Meaning">What it means for those who use the master.</param>
/// <param name="Advice">What to do or look at.</param>
/// <param name="Facts">What is known, in the order in which a person asks for it.</param>
internal sealed record EventText(string Where, string Headline, string Happened, string Meaning, string Advice, IReadOnlyList<Fact> Facts)
{
    /// <summary>What follows the headline where it is known how long it took, such as <c>after 3.2 s</c>; else empty.</summary>
    public string Lasted { get; init; } = "";

    /// <summary>What a person must know first of the message itself, such as that it is a reminder; else empty.</summary>
    public string Note { get; init; } = "";

    /// <summary>The headline and how long it took.</summary>
    public string FullHeadline => Lasted.Length > 0 ? $"{Headline} {Lasted}" : Headline;
}
