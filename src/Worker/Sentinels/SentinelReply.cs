using StackExchange.Redis;

namespace SentinelEvents.Worker.Sentinels;

/// <summary>What came back for one command: exactly one of the three.</summary>
/// <param name="Value">The reply.</param>
/// <param name="Error">The sentinel's error reply.</param>
/// <param name="Problem">There was no reply.</param>
internal readonly record struct SentinelReply(RedisResult? Value, string? Error, SentinelProblem? Problem)
{
    public static SentinelReply Of(RedisResult value) => new(value, null, null);

    public static SentinelReply Refused(string error) => new(null, error, null);

    public static SentinelReply Failed(SentinelProblem problem) => new(null, null, problem);

    public bool IsNotPermitted => HasFirstWord("NOPERM");

    public bool IsNoSuchMaster => Error is { } error && error.Contains("No such master", StringComparison.OrdinalIgnoreCase);

    /// <summary>Only the first word of an error is part of the protocol.</summary>
    public bool HasFirstWord(string word) =>
        Error is { } error && error.StartsWith(word, StringComparison.Ordinal) && (error.Length == word.Length || error[word.Length] == ' ');
}
