using SentinelEvents.Worker.Events.Inspection;

namespace SentinelEvents.Worker.Health;

/// <summary>How a refused login shows, which sentinels tell nowhere in words: it answers, but no answer counts as a sign of life.</summary>
internal static class Login
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    public static bool IsRefused(InstanceFields instance) =>
        instance.IsSubjectivelyDown
        && instance.Milliseconds("last-ping-reply") is { } any && any <= Fresh
        && instance.Milliseconds("last-ok-ping-reply") is { } good && good > any
        && good >= (instance.Milliseconds("down-after-milliseconds") ?? TimeSpan.Zero);
}
