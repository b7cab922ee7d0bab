namespace SentinelEvents.Worker.Notifications.Templates;

/// <summary>A template makes more than any message holds.</summary>
internal sealed class TemplateTooLargeException(string message) : Exception(message);
