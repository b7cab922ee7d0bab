namespace SentinelEvents.Lab;

/// <summary>A user of the sentinels with no more rights than an observer needs.</summary>
/// <param name="Name">User name.</param>
/// <param name="Password">Password.</param>
public sealed record SentinelUser(string Name, string Password)
{
    /// <summary>The line of the sentinel's configuration that makes this user.</summary>
    internal string ConfigurationLine =>
        $"user {Name} on >{Password} resetchannels &+* &-* -@all +ping +psubscribe +info " +
        "+sentinel|masters +sentinel|master +sentinel|replicas +sentinel|sentinels +sentinel|ckquorum " +
        "+sentinel|get-master-addr-by-name +sentinel|myid";

    public override string ToString() => $"SentinelUser {{ Name = {Name} }}";
}
