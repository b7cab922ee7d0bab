using System.Globalization;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;
using StackExchange.Redis;

namespace SentinelEvents.Worker.Sentinels;

/// <summary>From replies to snapshots; null where a reply makes no sense.</summary>
internal static class SnapshotFields
{
    /// <summary>An entry of <c>SENTINEL MASTERS</c> or the reply to <c>SENTINEL MASTER</c>, with the address that GET-MASTER-ADDR-BY-NAME gave.</summary>
    public static MasterSnapshot? Master(ReplyFields fields, HostAddress address) =>
        fields.Has("name") && fields.Has("config-epoch") && fields.TryAddress(out var instance)
            ? new MasterSnapshot(
                fields.Text("name"),
                address,
                instance,
                fields.Number("config-epoch"),
                fields.Text("runid"),
                fields.Flags(),
                fields.MillisecondsOrNull("s-down-time"),
                fields.Text("role-reported"),
                fields.Has("failover-state") ? fields.Text("failover-state") : null,
                fields.Count("num-other-sentinels"),
                new MasterSettings(
                    fields.Count("quorum"),
                    fields.Milliseconds("down-after-milliseconds"),
                    fields.Milliseconds("failover-timeout"),
                    fields.Count("parallel-syncs")),
                QuorumCheck: null,
                Replicas: null,
                Sentinels: null,
                fields.MillisecondsOrNull("role-reported-time"))
            : null;

    /// <summary>The reply to <c>SENTINEL REPLICAS</c>.</summary>
    public static IReadOnlyList<ReplicaSnapshot>? Replicas(RedisResult reply, TextPool? texts = null) => List(reply, texts, fields => fields.TryAddress(out var address)
        ? new ReplicaSnapshot(
            address,
            fields.Flags(),
            fields.MillisecondsOrNull("s-down-time"),
            fields.Text("role-reported"),
            fields.Text("master-link-status") == "ok",
            fields.Count("slave-priority"),
            fields.Number("slave-repl-offset"),
            fields.MillisecondsOrNull("role-reported-time"))
        : null);

    /// <summary>The reply to <c>SENTINEL SENTINELS</c>.</summary>
    public static IReadOnlyList<PeerSnapshot>? Sentinels(RedisResult reply, TextPool? texts = null) => List(reply, texts, fields => fields.TryAddress(out var address)
        ? new PeerSnapshot(
            fields.Text("runid") is { Length: > 0 } id ? id : fields.Text("name"),
            address,
            fields.Flags(),
            fields.MillisecondsOrNull("s-down-time"),
            fields.Milliseconds("last-hello-message"))
        : null);

    /// <summary>The reply to <c>SENTINEL CKQUORUM</c>, which says no by an error.</summary>
    public static QuorumCheck? Quorum(SentinelReply reply)
    {
        if (reply.Error is { } error)
        {
            return reply.HasFirstWord("NOQUORUM") ? new QuorumCheck(FirstNumber(error), false, error) : null;
        }

        return ReplyFields.TryText(reply.Value, out var text) ? new QuorumCheck(FirstNumber(text.ToString()), true, text.ToString()) : null;
    }

    /// <summary>The reply to <c>SENTINEL GET-MASTER-ADDR-BY-NAME</c>: false when it makes no sense, a null address when there is no such master.</summary>
    public static bool TryAddress(RedisResult reply, out HostAddress? address)
    {
        address = null;
        if (reply.IsNull)
        {
            return true;
        }

        if (reply.Length != 2
            || !ReplyFields.TryText(reply[0], out var host)
            || !ReplyFields.TryText(reply[1], out var portText)
            || !int.TryParse(portText.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            || port > 65535)
        {
            return false;
        }

        address = new HostAddress(host.ToString(), port);
        return true;
    }

    private static List<T>? List<T>(RedisResult reply, TextPool? texts, Func<ReplyFields, T?> read)
        where T : class
    {
        if (reply.IsNull || reply.Length < 0)
        {
            return null;
        }

        var list = new List<T>(reply.Length);
        for (var i = 0; i < reply.Length; i++)
        {
            if (ReplyFields.From(reply[i], texts) is not { } fields || read(fields) is not { } item)
            {
                return null;
            }

            list.Add(item);
        }

        return list;
    }

    private static int FirstNumber(string text)
    {
        foreach (var word in text.Split(' '))
        {
            if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return number;
            }
        }

        return 0;
    }
}
