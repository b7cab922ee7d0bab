using System.Globalization;
using System.Text;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Benchmarks;

/// <summary>
/// The host of a hundred masters dies. What then reaches the service has the order, the times and the numbers of copies of a failover that was observed on real
/// servers (tests/Unit/Scenarios/automatic-failover.scenario), with five sentinels in place of three, and the hundred failovers run into each other. With
/// the messages come the answers that the service asks for upon them. Snapshots of everything, which come every ten seconds, do not.
/// </summary>
internal sealed class Storm
{
    private const int MessagesPerMaster = 62;
    private const int AnswersPerMaster = 19;

    public const int Messages = Deployment.Masters * MessagesPerMaster;

    public const int Arrivals = Deployment.Masters * (MessagesPerMaster + AnswersPerMaster);

    /// <summary>When all sentinels have announced and answered all switches, and none holds an old master for down as a replica yet.</summary>
    public static readonly DateTimeOffset Switched = Deployment.Settled + TimeSpan.FromSeconds(5);

    private readonly List<Arrival> arrivals = [];
    private readonly Random random = new(1);

    private Storm()
    {
    }

    /// <summary>Everything in the order in which it arrives.</summary>
    public static Arrival[] Stream()
    {
        var storm = new Storm();
        foreach (var master in Enumerable.Range(0, Deployment.Masters))
        {
            storm.FailOver(master);
        }

        Arrival[] stream = [.. storm.arrivals.OrderBy(arrival => arrival.At)];
        return stream.Length == Arrivals ? stream : throw new InvalidOperationException($"There are {stream.Length} arrivals and not {Arrivals}.");
    }

    private void FailOver(int master)
    {
        var begin = Deployment.Settled + TimeSpan.FromMilliseconds(random.NextDouble() * 1000);
        var (name, old, next, other) = (Deployment.NameOf(master), Deployment.Node(master, 1), Deployment.Node(master, 2), Deployment.Node(master, 3));
        var epoch = 2 + master;
        var subject = $"{name} {old.Host} {old.Port}";
        var moved = $"{name} {next.Host} {next.Port}";
        var promoted = $"slave {next} {next.Host} {next.Port} @ {subject}";
        var follower = $"slave {other} {other.Host} {other.Port} @ {subject}";
        SentinelIdentity[] sentinels = [.. Deployment.Sentinels];
        random.Shuffle(sentinels);
        var leader = sentinels[0];
        var down = InstanceFlags.SDown;
        var agreed = InstanceFlags.SDown | InstanceFlags.ODown;
        foreach (var (index, sentinel) in sentinels.Index())
        {
            Say(sentinel, 11 * index, "+sdown", $"master {subject}");
            Answer(sentinel, (11 * index) + 1.5, Held(sentinel) with { Flags = down, DownFor = TimeSpan.Zero });
            Say(sentinel, 60 + (25 * index), "+odown", $"master {subject} #quorum {Math.Min(3 + index, 5)}/3");
            Answer(sentinel, 61.5 + (25 * index), Held(sentinel) with { Flags = agreed, DownFor = TimeSpan.FromMilliseconds(60), FailoverState = index == 0 ? "wait_start" : null });
        }

        // Nothing of another master comes between these: the epoch is that of the failover.
        Say(leader, 60.1, "+new-epoch", epoch.ToString(CultureInfo.InvariantCulture));
        Say(leader, 60.1, "+try-failover", $"master {subject}");
        Say(leader, 60.1, "+vote-for-leader", $"{leader.Id} {epoch}");
        Answer(leader, 62.5, Held(leader) with { Flags = agreed | InstanceFlags.FailoverInProgress, FailoverState = "wait_start" });
        foreach (var (index, sentinel) in sentinels.Index().Skip(1))
        {
            Say(sentinel, 64 + index, "+new-epoch", epoch.ToString(CultureInfo.InvariantCulture));
            Say(sentinel, 64.1 + index, "+vote-for-leader", $"{leader.Id} {epoch}");
        }

        Say(leader, 174, "+elected-leader", $"master {subject}");
        Say(leader, 174.1, "+failover-state-select-slave", $"master {subject}");
        Answer(leader, 175.5, Held(leader) with { Flags = agreed | InstanceFlags.FailoverInProgress, FailoverState = "select_slave" });
        Say(leader, 229, "+selected-slave", promoted);
        Say(leader, 229.1, "+failover-state-send-slaveof-noone", promoted);
        Say(leader, 292, "+failover-state-wait-promotion", promoted);
        foreach (var (index, sentinel) in sentinels.Index())
        {
            Say(sentinel, 900 + (37 * index), "-role-change", $"{promoted} new reported role is master");
        }

        Say(leader, 1124, "+promoted-slave", promoted);
        Say(leader, 1124.1, "+failover-state-reconf-slaves", $"master {subject}");
        Answer(leader, 1125.5, Held(leader) with { Address = next, ConfigEpoch = epoch, Flags = agreed | InstanceFlags.FailoverInProgress, FailoverState = "reconf_slaves" });
        Say(leader, 1185, "+slave-reconf-sent", follower);
        foreach (var (index, sentinel) in sentinels.Index().Skip(1))
        {
            var at = 1180 + (9 * index);
            Say(sentinel, at, "+config-update-from", $"sentinel {leader.Id} {leader.Address.Host} {leader.Address.Port} @ {subject}");
            Switch(sentinel, at + 0.1);
        }

        Say(leader, 2240, "-odown", $"master {subject}");
        Answer(leader, 2241.5, Held(leader) with { Address = next, ConfigEpoch = epoch, Flags = down | InstanceFlags.FailoverInProgress, FailoverState = "reconf_slaves" });
        Say(leader, 2242, "+slave-reconf-inprog", follower);
        Say(leader, 3270, "+slave-reconf-done", follower);
        Say(leader, 3328, "+failover-end", $"master {subject}");
        Switch(leader, 3328.1);
        foreach (var (index, sentinel) in sentinels.Index())
        {
            Say(sentinel, 6300 + (20 * index), "+sdown", $"slave {old} {old.Host} {old.Port} @ {moved}");
        }

        void Switch(SentinelIdentity sentinel, double at)
        {
            Say(sentinel, at, "+switch-master", $"{subject} {next.Host} {next.Port}");
            Answer(sentinel, at + 1.5, Held(sentinel) with { Address = next, Instance = next, ConfigEpoch = epoch, RunId = "" });
            Say(sentinel, at + 2, "+slave", $"slave {other} {other.Host} {other.Port} @ {moved}");
            Say(sentinel, at + 2.1, "+slave", $"slave {old} {old.Host} {old.Port} @ {moved}");
        }

        void Say(SentinelIdentity sentinel, double milliseconds, string channel, string payload) =>
            arrivals.Add(new Published(sentinel, begin + TimeSpan.FromMilliseconds(milliseconds), Encoding.UTF8.GetBytes(channel), Encoding.UTF8.GetBytes(payload)));

        void Answer(SentinelIdentity sentinel, double milliseconds, MasterSnapshot reading)
        {
            var at = begin + TimeSpan.FromMilliseconds(milliseconds);
            arrivals.Add(new Answered(sentinel, at, Deployment.Read(sentinel, at, reading)));
        }

        MasterSnapshot Held(SentinelIdentity sentinel) => Deployment.Reading(sentinel, master);
    }
}
