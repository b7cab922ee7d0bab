namespace SentinelEvents.Worker.Sentinels.Inspection;

/// <summary>What this service needs to be permitted on a data node to read it for a report.</summary>
internal static class InspectionAcl
{
    public const string Role = DataNodeAcl.Role;

    public const string Info = "+info";

    public const string ConfigGet = "+config|get";

    public const string ClientList = DataNodeAcl.ClientList;

    /// <summary>
    /// The whole line, as for <c>ACL SETUSER name on &gt;password ...</c>. By <c>+client|setname</c> others see whose the connection is; <c>+client|id</c> is
    /// what the Redis client asks by itself, and refused it would fill the node's <c>ACL LOG</c>.
    /// </summary>
    public const string Line = $"resetchannels -@all +ping {Role} {Info} {ConfigGet} {ClientList} +client|setname +client|id";
}
