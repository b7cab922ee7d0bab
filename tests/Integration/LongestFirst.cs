using SentinelEvents.Integration.EndToEnd;
using SentinelEvents.Integration.Proofs;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(SentinelEvents.Integration.LongestFirst))]

namespace SentinelEvents.Integration;

/// <summary>What takes minutes begins first: begun last, it would run alone at the end, while the other places stand empty.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly IReadOnlyList<string> Longest = [SharedDeployment.Name, BusyDeployment.Name, nameof(ProofRunTests), nameof(FailoverTests)];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection => [.. testCollections.OrderBy(Place).ThenBy(collection => collection.TestCollectionDisplayName, StringComparer.Ordinal)];

    private static int Place<TTestCollection>(TTestCollection collection)
        where TTestCollection : ITestCollection =>
        Longest.Index().Where(one => collection.TestCollectionDisplayName.Contains(one.Item, StringComparison.Ordinal)).Select(one => one.Index).DefaultIfEmpty(Longest.Count).First();
}
