namespace SentinelEvents.Worker.Status.Guard;

/// <summary>What of a request decides whether it is let in.</summary>
/// <param name="ChangesSomething">Whether its method may.</param>
/// <param name="OpenToAll">Whether what it asks for is open to everybody in its short form.</param>
/// <param name="Nearness">Where it was made.</param>
/// <param name="FromOtherSite">Whether a browser says that another site caused it.</param>
internal sealed record Visit(bool ChangesSomething, bool OpenToAll, Nearness Nearness, bool FromOtherSite);
