using BenchmarkDotNet.Attributes;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Sentinels;

namespace SentinelEvents.Benchmarks;

/// <summary>Bytes of a sentinel to a typed message; one operation is one message.</summary>
public class ParserBenchmarks
{
    private readonly HashSet<string> known = Deployment.Names;
    private readonly RecentMessages recent = new();
    private readonly byte[] cut = [.. "master "u8, .. Enumerable.Repeat((byte)' ', 1100)];
    private readonly Published[] storm = [.. Storm.Stream().OfType<Published>()];

    [Benchmark(Description = "+switch-master")]
    public object SwitchMaster() => SentinelMessageParser.Parse("+switch-master"u8, "master-042 10.0.42.1 6379 10.0.42.2 6379"u8, known);

    [Benchmark(Description = "+sdown of a replica")]
    public object ReplicaDown() => SentinelMessageParser.Parse("+sdown"u8, "slave 10.0.42.2:6379 10.0.42.2 6379 @ master-042 10.0.42.1 6379"u8, known);

    [Benchmark(Description = "+odown")]
    public object ODown() => SentinelMessageParser.Parse("+odown"u8, "master master-042 10.0.42.1 6379 #quorum 3/3"u8, known);

    [Benchmark(Description = "hostile: a name of spaces, marks and control characters")]
    public object HostileName() => SentinelMessageParser.Parse("+sdown"u8, "master  @ \u001b[2J #quorum 9/9  10.0.0.1 6379 10.0.42.1 6379"u8, known);

    [Benchmark(Description = "hostile: longer than a sentinel's buffer")]
    public object Cut() => SentinelMessageParser.Parse("+sdown"u8, cut, known);

    [Benchmark(Description = "hostile: nothing of its channel's form")]
    public object Garbage() => SentinelMessageParser.Parse("+switch-master"u8, "\0\0\0\u00ff 99999999999999999999 auth-pass secret"u8, known);

    [Benchmark(Description = "a copy")]
    public object Copy() => recent.Read("+switch-master"u8, "master-042 10.0.42.1 6379 10.0.42.2 6379"u8, known);

    [Benchmark(Description = "all that five sentinels publish while 100 masters fail over", OperationsPerInvoke = Storm.Messages)]
    public SentinelMessage? Everything()
    {
        SentinelMessage? last = null;
        var messages = new RecentMessages();
        foreach (var published in storm)
        {
            last = messages.Read(published.Channel, published.Payload, known);
        }

        return last;
    }
}
