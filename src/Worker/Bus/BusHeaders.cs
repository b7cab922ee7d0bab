namespace SentinelEvents.Worker.Bus;

/// <summary>Headers of each message, so that a consumer or a broker's rule can choose without reading the body.</summary>
internal static class BusHeaders
{
    public const string Kind = "sentinelevents-kind";

    public const string Cluster = "sentinelevents-cluster";

    /// <summary>Absent from events about no master.</summary>
    public const string Master = "sentinelevents-master";

    public const string Epoch = "sentinelevents-epoch";

    /// <summary>Where a consumer that uses MassTransit looks for the span that it goes on from; everybody else reads <c>traceparent</c>, which says the same.</summary>
    public const string MassTransitParent = "MT-Activity-Id";
}
