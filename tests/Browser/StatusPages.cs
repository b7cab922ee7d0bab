namespace SentinelEvents.Browser;

/// <summary>Tests that take turns with one stage.</summary>
[CollectionDefinition(Name)]
public sealed class StatusPages : ICollectionFixture<StageFixture>
{
    public const string Name = "status pages";
}
