namespace SentinelEvents.Worker.Events.Inspection;

/// <summary>Something that this service's own user may not do.</summary>
/// <param name="Command">The command that was refused, such as <c>SENTINEL CKQUORUM</c>.</param>
/// <param name="AclRule">The least rule that permits it, such as <c>+sentinel|ckquorum</c>.</param>
/// <param name="User">The user, <c>default</c> where none is configured.</param>
public sealed record MissingPermission(string Command, string AclRule, string User);
