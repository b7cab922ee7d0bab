namespace SentinelEvents.Integration.EndToEnd;

/// <summary>Tests of several workers, which take turns with a deployment of their own.</summary>
[CollectionDefinition(Name)]
public sealed class BusyDeployment : ICollectionFixture<BusyDeploymentFixture>
{
    public const string Name = "one deployment for several workers";
}
