namespace SentinelEvents.Worker.Notifications;

/// <summary>An event in words, for any medium that people read.</summary>
/// <param name="Where">Cluster, and master where the event is about one.</param>
/// <param name="Headline">A few words without a full stop; fits a subject line.</param>
/// <param name="Happened">One sentence: what happened.</param>
/// <param name="Meaning">What it means for those who use the master.</param>
/// <param name="Advice">What to do or look at.</param>
/// <param name="Facts">What is known, in the order in which a person asks for it.</param>
internal sealed record EventText(string Where, string Headline, string Happened, string Meaning, string Advice, IReadOnlyList<Fact> Facts);
