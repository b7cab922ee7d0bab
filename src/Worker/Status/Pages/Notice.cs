namespace SentinelEvents.Worker.Status.Pages;

/// <summary>What came of a form.</summary>
/// <param name="Tone">Good or bad.</param>
/// <param name="Text">In words.</param>
internal sealed record Notice(Tone Tone, string Text);
