using StackExchange.Redis;

namespace SentinelEvents.Worker.Sentinels;

/// <summary>A command with its arguments.</summary>
/// <param name="Name">Its first word.</param>
/// <param name="Subcommand">The word after it, where it has one.</param>
/// <param name="Argument">What comes last, byte for byte; null: nothing.</param>
internal readonly record struct SentinelCommand(string Name, string? Subcommand = null, RedisValue? Argument = null)
{
    /// <summary><c>SENTINEL</c> with a subcommand.</summary>
    public static SentinelCommand Sentinel(string subcommand, RedisValue? argument = null) => new("SENTINEL", subcommand, argument);

    /// <summary><c>INFO</c> of one section.</summary>
    public static SentinelCommand Info(string section) => new("INFO", null, section);

    /// <summary>The words after the name.</summary>
    public object[] Arguments() => (Subcommand, Argument) switch
    {
        (null, null) => [],
        (null, { } only) => [only],
        ({ } word, null) => [word],
        ({ } word, { } rest) => [word, rest],
    };
}
