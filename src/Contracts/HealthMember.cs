namespace SentinelEvents.Contracts;

/// <summary>One member of a master's deployment.</summary>
/// <param name="Role">What it is.</param>
/// <param name="Address">Where.</param>
/// <param name="Standing">How it stands.</param>
/// <param name="Note">What is worth knowing of it, such as <c>priority 0</c>; empty where nothing is.</param>
public sealed record HealthMember(HealthRole Role, HostAddress Address, HealthStanding Standing, string Note);
