namespace SentinelEvents.Worker.Notifications.Templates;

/// <summary>What is wrong with an operator's template.</summary>
/// <param name="Text">The name of the text that it makes.</param>
/// <param name="Problem">For a person.</param>
internal sealed record TemplateProblem(string Text, string Problem);
