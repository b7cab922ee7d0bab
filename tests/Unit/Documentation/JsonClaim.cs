namespace SentinelEvents.Unit.Documentation;

/// <summary>What JSON of the documentation can be, and by which it is held to the code.</summary>
internal enum JsonClaim
{
    /// <summary>A configuration, or keys of one.</summary>
    Configuration,

    /// <summary>Keys of one of <c>Clusters</c>.</summary>
    Cluster,

    /// <summary>An event.</summary>
    Event,

    /// <summary>An event as a consumer takes it from the bus.</summary>
    BusEnvelope,

    /// <summary>What the API answers to the question in the comment above it; held by the tests of the API.</summary>
    ApiAnswer,
}
