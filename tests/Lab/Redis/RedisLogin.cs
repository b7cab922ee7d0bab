namespace SentinelEvents.Lab;

/// <summary>Who enters a data node or a sentinel.</summary>
/// <param name="User">Null: the default user.</param>
/// <param name="Password">Its password.</param>
public sealed record RedisLogin(string? User, string Password)
{
    public override string ToString() => $"RedisLogin {{ User = {User ?? "default"} }}";
}
