namespace SentinelEvents.Lab;

/// <summary>What an independent look at a webhook's signature finds.</summary>
public enum SignatureVerdict
{
    /// <summary>One of the signatures is right.</summary>
    Valid,

    /// <summary><c>webhook-id</c>, <c>webhook-timestamp</c> or <c>webhook-signature</c> is absent.</summary>
    Missing,

    /// <summary>A header or the secret cannot be read.</summary>
    Malformed,

    /// <summary>The timestamp is too far from now.</summary>
    Stale,

    /// <summary>No signature is right for this secret.</summary>
    Wrong,
}
