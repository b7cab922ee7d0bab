namespace SentinelEvents.Worker.Sentinels;

/// <summary>What this service needs to be permitted on a data node to say what became of an old master.</summary>
internal static class DataNodeAcl
{
    public const string Role = "+role";

    public const string ClientList = "+client|list";

    /// <summary>The whole line, as for <c>ACL SETUSER name on &gt;password ...</c>. With <c>+client|setname</c> the connection also shows whose it is.</summary>
    public const string Line = "resetchannels -@all +ping " + Role + " " + ClientList;
}
