namespace SentinelEvents.Lab;

/// <summary>How often sentinels look and speak.</summary>
public enum SentinelPace
{
    /// <summary>As in production: INFO every ten seconds, hello every two, and eight before a demoted master is made a replica.</summary>
    AsShipped,

    /// <summary>
    /// INFO and hello several times as often (SENTINEL DEBUG, redis:src/sentinel.c, since 7.0), so that one failover can follow another in
    /// seconds. What they say and in which order stays the same.
    /// </summary>
    Quick,
}
