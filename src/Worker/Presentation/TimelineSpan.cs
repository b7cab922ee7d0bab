namespace SentinelEvents.Worker.Presentation;

/// <summary>A length of time with a name.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Tone">How it is to be seen.</param>
/// <param name="From">Counted from the first sign.</param>
/// <param name="To">Counted from the first sign.</param>
internal sealed record TimelineSpan(string Name, TimelineTone Tone, TimeSpan From, TimeSpan To)
{
    public TimeSpan Length => To - From;
}
