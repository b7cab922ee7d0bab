namespace SentinelEvents.Unit.Status;

/// <summary>What several tests begin with, in the lines of scenarios.</summary>
internal static class Stories
{
    /// <summary>A master goes down, and a leader of the failover is elected.</summary>
    public const string Elected = """
        sentinels a b c
        master mymaster at 10.0.0.1:6379 epoch 1 replicas 10.0.0.2:6379,10.0.0.3:6379
        start
        5.04 c: +sdown master mymaster 10.0.0.1 6379
        5.09 a,b: +sdown master mymaster 10.0.0.1 6379
        5.12 a: +odown master mymaster 10.0.0.1 6379 #quorum 2/2
        5.12 a: +new-epoch 2
        5.12 a: +try-failover master mymaster 10.0.0.1 6379
        5.22 a: +elected-leader master mymaster 10.0.0.1 6379
        """;
}
