using System.Text.Json.Serialization;

namespace SentinelEvents.Worker.Events;

/// <summary>One sentinel said so, at a time, in one way. A closed set: the subtypes in this room are all there are.</summary>
/// <param name="Cluster">The deployment the sentinel belongs to, as named in the configuration.</param>
/// <param name="Sentinel">Who said it.</param>
/// <param name="At">When it was received.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(MessageHeard), "message")]
[JsonDerivedType(typeof(SnapshotTaken), "snapshot")]
[JsonDerivedType(typeof(MasterRead), "master")]
[JsonDerivedType(typeof(SentinelSighted), "sighted")]
[JsonDerivedType(typeof(SentinelUnsighted), "unsighted")]
[JsonDerivedType(typeof(RoleRead), "role")]
[JsonDerivedType(typeof(OldMasterRead), "old-master")]
public abstract record Observation(string Cluster, SentinelIdentity Sentinel, DateTimeOffset At);

/// <summary>A message that the sentinel published.</summary>
public sealed record MessageHeard(string Cluster, SentinelIdentity Sentinel, DateTimeOffset At, SentinelMessage Message)
    : Observation(Cluster, Sentinel, At);

/// <summary>The whole state of a sentinel as it answered when asked.</summary>
/// <param name="Missed">How many of its messages had to be given up since the snapshot before, because our queue was full.</param>
/// <param name="MissedSince">When the first of them came; null where none was given up.</param>
/// <param name="AskedAt">When it was asked for: it says how things stood at some time between this and <c>At</c>. Null where the two are the same.</param>
public sealed record SnapshotTaken(
    string Cluster,
    SentinelIdentity Sentinel,
    DateTimeOffset At,
    SentinelSnapshot Snapshot,
    long Missed = 0,
    DateTimeOffset? MissedSince = null,
    DateTimeOffset? AskedAt = null)
    : Observation(Cluster, Sentinel, At);

/// <summary>One master's state, read from the sentinel at once after it announced a change of it.</summary>
/// <param name="Name">The master's name.</param>
/// <param name="Master">Null when the sentinel answered that it knows no master of that name.</param>
/// <param name="AskedAt">When it was asked for, as with <see cref="SnapshotTaken"/>.</param>
public sealed record MasterRead(string Cluster, SentinelIdentity Sentinel, DateTimeOffset At, string Name, MasterSnapshot? Master, DateTimeOffset? AskedAt = null)
    : Observation(Cluster, Sentinel, At);

/// <summary>The connection to the sentinel stands and the subscription is confirmed.</summary>
public sealed record SentinelSighted(string Cluster, SentinelIdentity Sentinel, DateTimeOffset At)
    : Observation(Cluster, Sentinel, At);

/// <summary>The sentinel is no longer seen: the connection broke or went silent.</summary>
/// <param name="Reason">In words, for the record.</param>
/// <param name="BlindSince">When the subscribed connection last carried anything: from then on messages may have been missed. Null in records of older versions.</param>
public sealed record SentinelUnsighted(string Cluster, SentinelIdentity Sentinel, DateTimeOffset At, string Reason, DateTimeOffset? BlindSince = null)
    : Observation(Cluster, Sentinel, At)
{
    /// <summary>The <see cref="Reason"/> where the service itself ended.</summary>
    public const string ServiceStopped = "the service stopped";

    /// <summary>The <see cref="Reason"/> where the sentinel is not to be seen any more: it left, or another endpoint leads to it.</summary>
    public const string NoLongerWatched = "no longer watched";
}

/// <summary>A data node's own answer to <c>ROLE</c>, asked for after a switch.</summary>
/// <param name="Master">The master's name.</param>
/// <param name="Node">The node that was asked.</param>
/// <param name="Role">What it answered.</param>
public sealed record RoleRead(string Cluster, SentinelIdentity Sentinel, DateTimeOffset At, string Master, Contracts.HostAddress Node, Contracts.RoleCheck Role)
    : Observation(Cluster, Sentinel, At);

/// <summary>What a demoted master itself says, asked after a switch.</summary>
/// <param name="Master">The master's name.</param>
/// <param name="Node">The node that was asked.</param>
/// <param name="Writable">Whether it is still a master; never <see cref="Contracts.OldMasterWritable.Ended"/>, for it knows only the present.</param>
/// <param name="ClientCount">How many clients it has, without replicas, sentinels and this service; null where not known.</param>
/// <param name="Clients">Some of them, the ones that write first.</param>
public sealed record OldMasterRead(
    string Cluster,
    SentinelIdentity Sentinel,
    DateTimeOffset At,
    string Master,
    Contracts.HostAddress Node,
    Contracts.OldMasterWritable Writable,
    int? ClientCount,
    IReadOnlyList<Contracts.Straggler> Clients)
    : Observation(Cluster, Sentinel, At);
