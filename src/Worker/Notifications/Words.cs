using SentinelEvents.Contracts;
using SentinelEvents.Worker.Presentation;

namespace SentinelEvents.Worker.Notifications;

/// <summary>Values as people read them.</summary>
internal static class Words
{
    public static string Of(DateTimeOffset time) => ReadableTime.Precise(time);

    public static string Of(TimeSpan length) => ReadableTime.Of(length);

    public static string Of(EvidenceSource source) => source switch
    {
        EvidenceSource.PubSub => "published it",
        EvidenceSource.Snapshot => "answered so when asked",
        EvidenceSource.Connection => "seen on the connection to it",
        _ => source.ToString(),
    };

    public static string Of(AgreementReached agreement) => agreement.Basis switch
    {
        AgreementBasis.Majority => $"{agreement.Reported} of {agreement.Total} sentinels, {agreement.Required} needed (majority)",
        AgreementBasis.Quorum => $"{agreement.Reported} of {agreement.Total} sentinels, {agreement.Required} needed (quorum)",
        AgreementBasis.All => $"{agreement.Reported} of {agreement.Total} sentinels, all needed",
        AgreementBasis.First => $"{agreement.Reported} of {agreement.Total} sentinels, the first one is enough",
        AgreementBasis.ODown => $"{agreement.Reported} of {agreement.Total} sentinels; one of them counted a quorum (O_DOWN)",
        AgreementBasis.Alone => "the word of the one sentinel that can know",
        AgreementBasis.Own => "what SentinelEvents itself sees",
        _ => agreement.Basis.ToString(),
    };

    public static string Of(DivergedAspect aspect) => aspect switch
    {
        DivergedAspect.Address => "the master's address and epoch",
        DivergedAspect.Quorum => "the quorum",
        DivergedAspect.DownAfter => "down-after-milliseconds",
        DivergedAspect.FailoverTimeout => "failover-timeout",
        DivergedAspect.ParallelSyncs => "parallel-syncs",
        _ => aspect.ToString(),
    };

    public static string Of(RoleCheck check) => check switch
    {
        RoleCheck.NotChecked => "not checked",
        RoleCheck.Verified => "it answers that it is a master",
        RoleCheck.Contradicted => "IT ANSWERS THAT IT IS A REPLICA",
        RoleCheck.Unreachable => "it could not be asked",
        _ => check.ToString(),
    };

    public static string Of(OldMasterWritable writable) => writable switch
    {
        OldMasterWritable.NotChecked => "not checked",
        OldMasterWritable.Unreachable => "it could not be asked",
        OldMasterWritable.No => "no, it answers that it is a replica",
        OldMasterWritable.Ended => "it was, until it became a replica or went away",
        OldMasterWritable.Yes => "IT STILL ANSWERS THAT IT IS A MASTER",
        _ => writable.ToString(),
    };

    public static string Of(FailoverFailure failure) => failure switch
    {
        FailoverFailure.NotElected => "no sentinel gathered enough votes to lead it",
        FailoverFailure.NoGoodReplica => "no replica is fit to be promoted",
        FailoverFailure.ReplicaTimeout => "the chosen replica did not become a master in time",
        FailoverFailure.MasterTimeout => "the old master did not hand over in time",
        FailoverFailure.LeaderLost => "the sentinel that led it was lost",
        _ => failure.ToString(),
    };

    public static string Of(FailoverPhaseName phase) => phase switch
    {
        FailoverPhaseName.Detected => "until agreed down",
        FailoverPhaseName.Elected => "until a leader was elected",
        FailoverPhaseName.Switched => "until the new master was agreed",
        FailoverPhaseName.Reconfigured => "until the replicas followed",
        _ => phase.ToString(),
    };

    public static string Of(TopologyMember member) => member == TopologyMember.Replica ? "replica" : "sentinel";

    public static string Of(TopologyChange change) => change switch
    {
        TopologyChange.Joined => "joined",
        TopologyChange.Left => "left",
        TopologyChange.Moved => "moved",
        _ => change.ToString(),
    };

    /// <summary>A sentinel's id is 40 characters; eight tell it apart.</summary>
    public static string Short(string sentinel) => sentinel.Length > 8 ? sentinel[..8] : sentinel;
}
