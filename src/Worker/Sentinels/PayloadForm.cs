namespace SentinelEvents.Worker.Sentinels;

/// <summary>How the payload of a channel is laid out.</summary>
internal enum PayloadForm
{
    /// <summary><c>master NAME ADDR PORT</c>.</summary>
    Master,

    /// <summary><c>slave ID ADDR PORT @ NAME MADDR MPORT</c>.</summary>
    Replica,

    /// <summary><c>sentinel ID ADDR PORT @ NAME MADDR MPORT</c>.</summary>
    Peer,

    /// <summary>One of the three above, told apart by the first word.</summary>
    AnyInstance,

    /// <summary>Of a master or a replica, told apart by the first word.</summary>
    MasterOrReplica,

    /// <summary>Of a master or a replica, and <c>new reported role is ROLE</c>.</summary>
    RoleChange,

    /// <summary>Of a master, and <c>#quorum SEEN/REQUIRED</c>.</summary>
    ODown,

    /// <summary>Of a master, and <c>quorum REQUIRED</c>.</summary>
    Monitor,

    /// <summary><c>NAME OLDADDR OLDPORT NEWADDR NEWPORT</c>.</summary>
    Switch,

    /// <summary>Of a master, and <c>ip IP port PORT for SENTINELID</c>.</summary>
    PeerMoved,

    /// <summary>Of a sentinel, and <c>K additional matching instances</c>.</summary>
    PeerUpdated,

    /// <summary><c>EPOCH</c>.</summary>
    Epoch,

    /// <summary><c>SENTINELID EPOCH</c>.</summary>
    Vote,

    /// <summary><c>#tilt mode entered</c> or <c>#tilt mode exited</c>.</summary>
    Tilt,

    /// <summary>Of a master, and <c>OPTION VALUE...</c>.</summary>
    Set,

    /// <summary><c>PATH SIGNAL EXITCODE</c>.</summary>
    ScriptError,

    /// <summary><c>PATH PID</c>.</summary>
    ScriptTimeout,

    /// <summary>Of a master, and <c>#duplicate of IP:PORT or ID</c>.</summary>
    DuplicateSentinel,
}
