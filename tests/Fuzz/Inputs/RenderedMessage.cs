using System.Text;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Sentinels;

namespace SentinelEvents.Fuzz.Inputs;

/// <summary>Writes a message as a sentinel would: the parser's opposite, written apart from it.</summary>
internal static class RenderedMessage
{
    public static (byte[] Channel, byte[] Payload) Of(KnownMessage message) =>
        (Encoding.UTF8.GetBytes(SentinelChannels.NameOf(message.Channel)), Encoding.UTF8.GetBytes(Payload(message)));

    private static string Payload(KnownMessage message) => message switch
    {
        MasterMessage m => M(m.Master),
        ODownMessage m => $"{M(m.Master)} #quorum {m.Seen}/{m.Required}",
        MonitorMessage m => $"{M(m.Master)} quorum {m.Quorum}",
        ReplicaMessage m => C("slave", m.Id, m.Address, m.Master),
        PeerMessage m => C("sentinel", m.Id, m.Address, m.Master),
        RoleMessage { Replica: { } replica } m => $"{C("slave", Plain(replica), replica, m.Master)} new reported role is {m.NewRole}",
        RoleMessage m => $"{M(m.Master)} new reported role is {m.NewRole}",
        SwitchMessage m => $"{m.Name} {m.Old.Host} {m.Old.Port} {m.New.Host} {m.New.Port}",
        PeerMovedMessage m => $"{M(m.Master)} ip {m.Address.Host} port {m.Address.Port} for {m.Id}",
        PeerUpdatedMessage m => $"{C("sentinel", m.Id, m.Address, m.Master)} {m.Additional} additional matching instances",
        EpochMessage m => $"{m.Epoch}",
        VoteMessage m => $"{m.For} {m.Epoch}",
        TiltMessage m => m.Channel == SentinelChannel.PlusTilt ? "#tilt mode entered" : "#tilt mode exited",
        SetMessage m => $"{M(m.Master)} {m.Option} {m.Value}",
        ScriptMessage m => $"{m.Path} {m.Detail}",
        DuplicateSentinelMessage m => $"{M(m.Master)} #duplicate of {m.DuplicateOf}",
        _ => throw new ArgumentOutOfRangeException(nameof(message)),
    };

    private static string M(MasterSubject master) => $"master {master.Name} {master.Address.Host} {master.Address.Port}";

    private static string C(string kind, string id, HostAddress address, MasterSubject master) =>
        $"{kind} {id} {address.Host} {address.Port} @ {master.Name} {master.Address.Host} {master.Address.Port}";

    private static string Plain(HostAddress address) => address.ToString();
}
