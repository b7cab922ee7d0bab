namespace SentinelEvents.Integration.EndToEnd;

/// <summary>Tests that take turns with one deployment.</summary>
[CollectionDefinition(Name)]
public sealed class SharedDeployment : ICollectionFixture<DeploymentFixture>
{
    public const string Name = "one deployment in turns";
}
