using StackExchange.Redis;

namespace SentinelEvents.Worker.Sentinels;

/// <summary>
/// Reads which masters a sentinel monitors. <c>MASTERS</c> says all of every master, megabytes of a sentinel with thousands, in one piece; <c>INFO</c> lists their names too, and is
/// believed where it can only be read in one way.
/// </summary>
internal sealed class MasterNames(ISentinelCommands commands, SentinelReplies replies)
{
    /// <param name="info">What <c>INFO sentinel</c> said; empty where it may not be asked.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Each name, followed or not, with its bytes as the sentinel spells them: they need not be UTF-8.</returns>
    public async Task<Answer<IReadOnlyDictionary<string, RedisValue>>> ReadAsync(string info, CancellationToken cancellation)
    {
        if (ListedMasters.NamesIn(info) is { Count: > 0 } listed)
        {
            return Answer<IReadOnlyDictionary<string, RedisValue>>.Of(listed.ToDictionary(name => name, name => (RedisValue)name, StringComparer.Ordinal));
        }

        var masters = replies.Masters(await commands.ExecuteAsync(SentinelCommand.Sentinel("MASTERS"), cancellation));
        if (masters.Problem is { } problem)
        {
            return Answer<IReadOnlyDictionary<string, RedisValue>>.Failed(problem);
        }

        var names = new Dictionary<string, RedisValue>(masters.Entries.Count, StringComparer.Ordinal);
        foreach (var fields in masters.Entries)
        {
            names[fields.Text("name")] = fields.Raw("name");
        }

        return Answer<IReadOnlyDictionary<string, RedisValue>>.Of(names);
    }
}
