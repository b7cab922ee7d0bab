namespace SentinelEvents.Worker.Status.Api;

/// <summary>What is wrong with a parameter.</summary>
/// <param name="Parameter">Its name.</param>
/// <param name="Detail">What is wrong, and the cure.</param>
/// <param name="Allowed">The values, or the parameters, that are allowed; empty where they cannot be listed.</param>
internal sealed record ApiMistake(string Parameter, string Detail, IReadOnlyList<string> Allowed);
