namespace SentinelEvents.Worker.Sentinels;

/// <summary>What this service needs to be permitted on a sentinel.</summary>
internal static class SentinelAcl
{
    /// <summary>The whole line, as for <c>ACL SETUSER name on &gt;password ...</c>.</summary>
    public const string Line =
        "resetchannels &+* &-* -@all +ping +psubscribe +info +sentinel|masters +sentinel|master " +
        "+sentinel|replicas +sentinel|sentinels +sentinel|ckquorum +sentinel|get-master-addr-by-name +sentinel|myid";

    /// <summary>The line as it stands in a configuration or an ACL file.</summary>
    /// <param name="user">Null: none is configured.</param>
    public static string UserLine(string? user) => UserLine(user, Line);

    /// <summary>The same of other rights.</summary>
    public static string UserLine(string? user, string rights) => $"user {(string.IsNullOrEmpty(user) ? RedisAccess.ClientName : user)} on >PASSWORD {rights}";

    /// <summary>The channel patterns.</summary>
    public const string Channels = "+psubscribe &+* &-*";

    /// <summary>The rule that permits one command.</summary>
    public static string RuleFor(string command, string? subcommand) =>
        subcommand is null ? $"+{command.ToLowerInvariant()}" : $"+{command.ToLowerInvariant()}|{subcommand.ToLowerInvariant()}";
}
