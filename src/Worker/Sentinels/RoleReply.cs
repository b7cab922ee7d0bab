using StackExchange.Redis;

namespace SentinelEvents.Worker.Sentinels;

/// <summary>A data node's answer to <c>ROLE</c>.</summary>
internal static class RoleReply
{
    /// <summary><c>master</c>, <c>slave</c> or <c>sentinel</c>; null where the answer is none.</summary>
    public static string? WordOf(SentinelReply reply) =>
        reply.Value is { Resp2Type: ResultType.Array, IsNull: false, Length: > 0 } role && ReplyFields.TryText(role[0], out var word) ? word.ToString() : null;
}
