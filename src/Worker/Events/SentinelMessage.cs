using System.Text.Json.Serialization;
using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Events;

/// <summary>What a sentinel published, typed. A closed set: one record for each form of payload, and <see cref="Unrecognised"/> for everything else.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "form")]
[JsonDerivedType(typeof(MasterMessage), "master")]
[JsonDerivedType(typeof(ODownMessage), "odown")]
[JsonDerivedType(typeof(MonitorMessage), "monitor")]
[JsonDerivedType(typeof(ReplicaMessage), "replica")]
[JsonDerivedType(typeof(PeerMessage), "sentinel")]
[JsonDerivedType(typeof(RoleMessage), "role")]
[JsonDerivedType(typeof(SwitchMessage), "switch")]
[JsonDerivedType(typeof(PeerMovedMessage), "sentinel-moved")]
[JsonDerivedType(typeof(PeerUpdatedMessage), "sentinel-updated")]
[JsonDerivedType(typeof(EpochMessage), "epoch")]
[JsonDerivedType(typeof(VoteMessage), "vote")]
[JsonDerivedType(typeof(TiltMessage), "tilt")]
[JsonDerivedType(typeof(SetMessage), "set")]
[JsonDerivedType(typeof(ScriptMessage), "script")]
[JsonDerivedType(typeof(DuplicateSentinelMessage), "duplicate-sentinel")]
[JsonDerivedType(typeof(Unrecognised), "unrecognised")]
public abstract record SentinelMessage;

/// <summary>A message of a known type.</summary>
public abstract record KnownMessage(SentinelChannel Channel) : SentinelMessage;

/// <summary>Form M: <c>master NAME ADDR PORT</c>, nothing after it.</summary>
public sealed record MasterMessage(SentinelChannel Channel, MasterSubject Master) : KnownMessage(Channel);

/// <summary><c>+odown</c>: form M and <c>#quorum SEEN/REQUIRED</c>.</summary>
/// <param name="Master">The master.</param>
/// <param name="Seen">Votes that the emitter collected, its own included.</param>
/// <param name="Required">The emitter's own quorum setting.</param>
public sealed record ODownMessage(MasterSubject Master, int Seen, int Required) : KnownMessage(SentinelChannel.PlusODown);

/// <summary><c>+monitor</c>: form M and <c>quorum REQUIRED</c>.</summary>
public sealed record MonitorMessage(MasterSubject Master, int Quorum) : KnownMessage(SentinelChannel.PlusMonitor);

/// <summary>Form C of a replica: <c>slave ID ADDR PORT @ NAME MADDR MPORT</c>.</summary>
/// <param name="Channel">The event type.</param>
/// <param name="Id"><c>ADDR:PORT</c> as it was when the entry was created; it may differ from <paramref name="Address"/> later.</param>
/// <param name="Address">The replica.</param>
/// <param name="Master">Its master as the emitter holds it at that instant.</param>
public sealed record ReplicaMessage(SentinelChannel Channel, string Id, HostAddress Address, MasterSubject Master) : KnownMessage(Channel);

/// <summary>Form C of a sentinel: <c>sentinel ID ADDR PORT @ NAME MADDR MPORT</c>.</summary>
public sealed record PeerMessage(SentinelChannel Channel, string Id, HostAddress Address, MasterSubject Master) : KnownMessage(Channel);

/// <summary><c>±role-change</c>: form M or C of a replica, and <c>new reported role is master|slave</c>.</summary>
/// <param name="Channel">Plus when the role fits what the sentinel believes, minus when it contradicts.</param>
/// <param name="Replica">Null when the message is about the master itself.</param>
/// <param name="Master">The master.</param>
/// <param name="NewRole"><c>master</c> or <c>slave</c>.</param>
public sealed record RoleMessage(SentinelChannel Channel, HostAddress? Replica, MasterSubject Master, string NewRole) : KnownMessage(Channel);

/// <summary><c>+switch-master</c>: <c>NAME OLDADDR OLDPORT NEWADDR NEWPORT</c>; no epoch, and sentinels may differ about the old address.</summary>
public sealed record SwitchMessage(string Name, HostAddress Old, HostAddress New) : KnownMessage(SentinelChannel.PlusSwitchMaster);

/// <summary><c>+sentinel-address-switch</c>: form M and <c>ip IP port PORT for SENTINELID</c>.</summary>
public sealed record PeerMovedMessage(MasterSubject Master, string Id, HostAddress Address) : KnownMessage(SentinelChannel.PlusSentinelAddressSwitch);

/// <summary><c>+sentinel-address-update</c>: form C of a sentinel and <c>K additional matching instances</c>.</summary>
public sealed record PeerUpdatedMessage(string Id, HostAddress Address, MasterSubject Master, int Additional) : KnownMessage(SentinelChannel.PlusSentinelAddressUpdate);

/// <summary><c>+new-epoch</c>: <c>EPOCH</c>, no master. On a candidate its <c>+try-failover</c> follows at once on the same connection.</summary>
public sealed record EpochMessage(long Epoch) : KnownMessage(SentinelChannel.PlusNewEpoch);

/// <summary><c>+vote-for-leader</c>: <c>SENTINELID EPOCH</c>, no master.</summary>
public sealed record VoteMessage(string For, long Epoch) : KnownMessage(SentinelChannel.PlusVoteForLeader);

/// <summary><c>±tilt</c>: about the whole sentinel.</summary>
public sealed record TiltMessage(SentinelChannel Channel) : KnownMessage(Channel);

/// <summary><c>+set</c>: form M and <c>OPTION VALUE</c>, once per option.</summary>
/// <param name="Master">The master.</param>
/// <param name="Option">The option as SENTINEL SET spells it.</param>
/// <param name="Value">The value; secrets are masked before they get here, whatever the sentinel published.</param>
public sealed record SetMessage(MasterSubject Master, string Option, string Value) : KnownMessage(SentinelChannel.PlusSet);

/// <summary><c>-script-error</c> and <c>-script-timeout</c>.</summary>
/// <param name="Channel">Which of the two.</param>
/// <param name="Path">The script.</param>
/// <param name="Detail">Signal and exit code, or the process id, as text.</param>
public sealed record ScriptMessage(SentinelChannel Channel, string Path, string Detail) : KnownMessage(Channel);

/// <summary><c>-dup-sentinel</c> of 2.8 and 3.0: form M and <c>#duplicate of IP:PORT or ID</c>.</summary>
public sealed record DuplicateSentinelMessage(MasterSubject Master, string DuplicateOf) : KnownMessage(SentinelChannel.MinusDupSentinel);

/// <summary>What could not be read: counted, logged and kept, never an error.</summary>
/// <param name="Channel">The channel as text, cut to 64 characters; control characters escaped.</param>
/// <param name="Payload">The payload as text, cut to 256 characters; control characters escaped, and empty where it might hold a secret.</param>
/// <param name="Reason">What was wrong.</param>
public sealed record Unrecognised(string Channel, string Payload, string Reason) : SentinelMessage;
