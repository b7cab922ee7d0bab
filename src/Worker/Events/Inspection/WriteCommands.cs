using System.Collections.Frozen;

namespace SentinelEvents.Worker.Events.Inspection;

/// <summary>
/// The commands that a Redis server counts as writing (<c>COMMAND</c>, flag <c>write</c>) and therefore refuses as a replica; of 7.0, and those that later
/// versions added. What a script or a transaction does cannot be told from outside, so <c>eval</c> and <c>exec</c> are not among them.
/// </summary>
internal static class WriteCommands
{
    private static readonly FrozenSet<string> Names = (
        "append bitfield bitop blmove blmpop blpop brpop brpoplpush bzmpop bzpopmax bzpopmin copy decr decrby del expire expireat flushall flushdb " +
        "function|delete function|flush function|load function|restore geoadd georadius georadiusbymember geosearchstore getdel getex getset hdel hincrby " +
        "hincrbyfloat hmset hset hsetnx incr incrby incrbyfloat linsert lmove lmpop lpop lpush lpushx lrem lset ltrim migrate move mset msetnx persist " +
        "pexpire pexpireat pfadd pfmerge psetex rename renamenx restore rpop rpoplpush rpush rpushx sadd sdiffstore set setbit setex setnx setrange " +
        "sinterstore smove sort spop srem sunionstore swapdb unlink xack xadd xautoclaim xclaim xdel xgroup xgroup|create xgroup|createconsumer " +
        "xgroup|delconsumer xgroup|destroy xgroup|setid xreadgroup xsetid xtrim zadd zdiffstore zincrby zinterstore zmpop zpopmax zpopmin zrangestore zrem " +
        "zremrangebylex zremrangebyrank zremrangebyscore zunionstore " +
        "hexpire hexpireat hgetdel hgetex hpersist hpexpire hpexpireat hsetex delex msetex xackdel xdelex delifeq").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <param name="command">As <c>CLIENT LIST</c> names it: in lower case, with its subcommand since 7.0.</param>
    public static bool Contains(string command) => Names.Contains(command);
}
