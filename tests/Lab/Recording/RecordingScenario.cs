namespace SentinelEvents.Lab;

/// <summary>Something that happens to a deployment while it is recorded.</summary>
/// <param name="Name">Name of the recording's file.</param>
/// <param name="Description">What is done, and what should come of it.</param>
/// <param name="Options">The deployment.</param>
/// <param name="PlayAsync">Does it. Before and after it the deployment is healthy for a while.</param>
internal sealed record RecordingScenario(string Name, string Description, RedisDeploymentOptions Options, Func<RecordingStage, Task> PlayAsync);
