using System.Globalization;

namespace SentinelEvents.Lab;

/// <summary>
/// All that the sentinels of many masters publish when these die at about the same time: who says what, and in which order, as Redis 7.0 does it for a master with
/// two replicas. The waiting between the steps is shorter than a real sentinel's: it is to be a storm.
/// </summary>
internal sealed class StormScript
{
    private static readonly TimeSpan Dying = TimeSpan.FromSeconds(1);

    private readonly List<StormLine> lines = [];
    private readonly IReadOnlyList<SimulatedSentinel> sentinels;
    private readonly Random random;

    private StormScript(IReadOnlyList<SimulatedSentinel> sentinels, Random random)
    {
        this.sentinels = sentinels;
        this.random = random;
    }

    /// <param name="deployment">Whose masters die, all of them, within a second.</param>
    /// <param name="random">Decides when each of them dies, who leads, and the small delays.</param>
    internal static IReadOnlyList<StormLine> Of(SimulatedDeployment deployment, Random random)
    {
        var script = new StormScript(deployment.Sentinels, random);
        var deaths = deployment.Masters.Select(master => (Master: master, At: random.NextDouble() * Dying)).OrderBy(death => death.At);
        var epoch = deployment.Masters.Max(master => master.Epoch);
        foreach (var (master, at) in deaths)
        {
            script.Die(master, at, ++epoch, random.Next(deployment.Sentinels.Count));
        }

        // Stable: what one sentinel says at one instant stays in order.
        return [.. script.lines.OrderBy(line => line.At)];
    }

    private void Die(SimulatedMaster master, TimeSpan death, long epoch, int leader)
    {
        var old = $"{master.Name} {master.Host} {Port}";
        var now = master.Switched with { Epoch = epoch };
        var other = master.ReplicaHosts.First(host => host != now.Host);
        var quorum = Text((sentinels.Count / 2) + 1);
        var suspected = master with { Flags = "s_down,master,disconnected" };
        var down = master with { Flags = "s_down,o_down,master,disconnected" };
        for (var sentinel = 0; sentinel < sentinels.Count; sentinel++)
        {
            Say(After(0, 100), sentinel, "+sdown", $"master {old}", suspected);
            Say(After(120, 60), sentinel, "+odown", $"master {old} #quorum {quorum}/{quorum}", down);
            Say(After(sentinel == leader ? 220 : 250, sentinel == leader ? 0 : 40), sentinel, "+new-epoch", Text(epoch));
            if (sentinel != leader)
            {
                Vote(sentinel);
            }
        }

        Lead();
        for (var sentinel = 0; sentinel < sentinels.Count; sentinel++)
        {
            if (sentinel != leader)
            {
                var at = After(760, 60);
                Say(at, sentinel, "+config-update-from", $"sentinel {sentinels[leader].Id} 127.0.0.1 {sentinels[leader].Port} @ {old}");
                Switch(at, sentinel);
            }

            // Down-after later than the switch itself.
            Say(After(1600, 100), sentinel, "+sdown", $"slave {Replica(master.Host)} @ {now.Name} {now.Host} {Port}", now with { Down = master.Host });
        }

        void Lead()
        {
            var leading = down with { Flags = down.Flags + ",failover_in_progress" };
            var promoted = leading with { Promoted = now.Node, Epoch = epoch };
            Say(After(220), leader, "+try-failover", $"master {old}", leading);
            Say(After(220), leader, "+vote-for-leader", $"{sentinels[leader].Id} {Text(epoch)}");
            Say(After(350), leader, "+elected-leader", $"master {old}");
            Say(After(350), leader, "+failover-state-select-slave", $"master {old}");
            Say(After(420), leader, "+selected-slave", OfReplica(now.Host));
            Say(After(420), leader, "+failover-state-send-slaveof-noone", OfReplica(now.Host));
            Say(After(500), leader, "+failover-state-wait-promotion", OfReplica(now.Host));
            Say(After(700), leader, "+promoted-slave", OfReplica(now.Host), promoted);
            Say(After(700), leader, "+failover-state-reconf-slaves", $"master {old}");
            Say(After(800), leader, "+slave-reconf-sent", OfReplica(other));
            Say(After(1000), leader, "+slave-reconf-inprog", OfReplica(other));
            Say(After(1200), leader, "+slave-reconf-done", OfReplica(other));
            Say(After(1250), leader, "-odown", $"master {old}", promoted with { Flags = "s_down,master,disconnected,failover_in_progress" });
            Say(After(1300), leader, "+failover-end", $"master {old}");
            Switch(After(1300), leader);
        }

        void Vote(int sentinel) => Say(lines[^1].At, sentinel, "+vote-for-leader", $"{sentinels[leader].Id} {Text(epoch)}");

        void Switch(TimeSpan at, int sentinel)
        {
            Say(at, sentinel, "+switch-master", $"{old} {now.Host} {Port}", now);
            Say(at, sentinel, "+slave", $"slave {Replica(other)} @ {now.Name} {now.Host} {Port}");
            Say(at, sentinel, "+slave", $"slave {Replica(master.Host)} @ {now.Name} {now.Host} {Port}");
        }

        string OfReplica(string host) => $"slave {Replica(host)} @ {old}";

        TimeSpan After(int milliseconds, int spread = 0) => death + TimeSpan.FromMilliseconds(milliseconds + (random.NextDouble() * spread));
    }

    private void Say(TimeSpan at, int sentinel, string channel, string payload, SimulatedMaster? holds = null) => lines.Add(new StormLine(at, sentinel, channel, payload, holds));

    private static string Replica(string host) => $"{host}:{Port} {host} {Port}";

    private static string Port => Text(SimulatedMaster.Port);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
