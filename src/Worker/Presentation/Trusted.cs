namespace SentinelEvents.Worker.Presentation;

/// <summary>Markup of our own: it goes into <see cref="HtmlText"/> as it is.</summary>
internal readonly record struct Trusted(string Markup);
