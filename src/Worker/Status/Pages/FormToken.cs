namespace SentinelEvents.Worker.Status.Pages;

/// <summary>A hidden field of every form that changes something.</summary>
/// <param name="Name">Of the field.</param>
/// <param name="Value">Of the field.</param>
internal sealed record FormToken(string Name, string Value);
