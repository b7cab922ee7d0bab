using System.Globalization;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Agreement;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Unit.Simulation;

/// <summary>
/// A seeded history: masters fail over, sentinels are cut off and return, their copies are delayed, doubled, reordered and dropped, the
/// worker loses sight of them, restarts, and crashes between deciding and committing. What it reads from a sentinel is always true at
/// that moment; what it hears may be anything.
/// </summary>
internal sealed class Simulation
{
    /// <summary>A switch held this long by enough seen sentinels cannot have been missed: longer than a reading is apart.</summary>
    private const double Owing = 13;

    private const double ReadingEvery = 10;
    private static readonly DateTimeOffset Zero = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Random random;
    private readonly SimulatedSentinel[] sentinels;
    private readonly string[] masters;
    private readonly ClusterPolicy policy;
    private readonly PriorityQueue<Action, (double At, long Order)> agenda = new();
    private readonly List<AgreedEvent> announced = [];
    private readonly HashSet<(string, long, string)> owed = [];
    private readonly Dictionary<string, (HostAddress Address, long Epoch)> truth = new(StringComparer.Ordinal);
    private ClusterState state;
    private double now;
    private long order;
    private long epoch;
    private bool crashNext;

    private Simulation(int seed)
    {
        random = new Random(seed);
        sentinels = [.. Enumerable.Range(0, random.Next(4) == 0 ? 5 : 3).Select(index => new SimulatedSentinel(index))];
        masters = [.. Enumerable.Range(1, random.Next(1, 4)).Select(number => $"m{number}")];
        policy = new ClusterPolicy(
            "sim", sentinels.Length, random.Next(6) == 0 ? AgreementPolicy.Quorum : AgreementPolicy.Majority, TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(ReadingEvery));
        state = ClusterState.New(policy, Zero);
    }

    private int Required => policy.Agreement == AgreementPolicy.Quorum ? 2 : (sentinels.Length / 2) + 1;

    public static History Run(int seed) => new Simulation(seed).Run();

    private History Run()
    {
        foreach (var master in masters)
        {
            truth[master] = (new HostAddress("10.0.0.1", 6379), 0);
            foreach (var sentinel in sentinels)
            {
                sentinel.Holds[master] = new SimulatedSentinel.Held { Address = truth[master].Address };
            }
        }

        foreach (var sentinel in sentinels)
        {
            See(sentinel);
            ReadRegularly(sentinel);
        }

        Every(0.5, () => Record(ClusterAgreement.Tick(state, Now())));
        Every(1, NoteDebts);
        var end = 60 + (random.NextDouble() * 240);
        foreach (var master in masters)
        {
            for (var at = 12 + (random.NextDouble() * 30); at < end; at += 5 + (random.NextDouble() * 60))
            {
                At(at, () => FailOver(master));
            }

            for (var at = random.NextDouble() * 60; at < end; at += random.NextDouble() * 120)
            {
                At(at, () => Flap(master));
            }
        }

        for (var at = 10 + (random.NextDouble() * 60); at < end; at += random.NextDouble() * 90)
        {
            var sentinel = sentinels[random.Next(sentinels.Length)];
            var back = at + (random.NextDouble() * 30);
            At(at, () => sentinel.AwayUntil = Math.Max(sentinel.AwayUntil, back));
            At(back + 0.1, () => CatchUp(sentinel));
        }

        for (var at = 5 + (random.NextDouble() * 60); at < end; at += random.NextDouble() * 90)
        {
            var sentinel = sentinels[random.Next(sentinels.Length)];
            At(at, () => Lose(sentinel));
            At(at + (random.NextDouble() * 20), () => See(sentinel));
        }

        for (var at = 5 + (random.NextDouble() * 100); at < end; at += random.NextDouble() * 200)
        {
            var crash = random.Next(2) == 0;
            At(at, () => RestartWorker(crash));
        }

        Work(end);
        foreach (var sentinel in sentinels)
        {
            sentinel.AwayUntil = 0;
            See(sentinel);
            CatchUp(sentinel);
        }

        Work(end + 60);
        return new History(announced, owed, state, truth.ToDictionary(entry => entry.Key, entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Value.Address}@{entry.Value.Epoch}"), StringComparer.Ordinal));
    }

    private void FailOver(string master)
    {
        var leader = sentinels[random.Next(sentinels.Length)];
        if (now < leader.AwayUntil)
        {
            return;
        }

        var before = truth[master].Address;
        var after = before;
        while (after == before)
        {
            after = new HostAddress("10.0.0." + random.Next(1, 5).ToString(CultureInfo.InvariantCulture), 6379);
        }

        epoch++;
        var mine = epoch;
        var crash = random.Next(2) == 0;
        if (crash)
        {
            foreach (var sentinel in sentinels)
            {
                After(random.NextDouble() * 0.3, () => HoldDown(sentinel, master, before));
            }
        }

        After(0.5, () =>
        {
            Say(leader, () => new EpochMessage(mine));
            Say(leader, () => new MasterMessage(SentinelChannel.PlusTryFailover, new MasterSubject(master, before)));
            Say(leader, () => new MasterMessage(SentinelChannel.PlusElectedLeader, new MasterSubject(master, before)));
        });
        After(1.2, () =>
        {
            if (truth[master].Epoch >= mine)
            {
                return;
            }

            truth[master] = (after, mine);
            Adopt(leader, master, after, mine);
            Say(leader, () => new ReplicaMessage(SentinelChannel.PlusPromotedSlave, after.ToString(), after, new MasterSubject(master, before)));
            Answer(leader, master);
            foreach (var follower in sentinels.Where(follower => follower != leader))
            {
                After(0.05 + (random.NextDouble() * 2), () => Follow(follower, master));
            }

            After(1 + (random.NextDouble() * 20), () =>
            {
                Say(leader, () => new MasterMessage(SentinelChannel.PlusFailoverEnd, new MasterSubject(master, before)));
                Say(leader, () => new SwitchMessage(master, before, after));
                Answer(leader, master);
            });
        });
    }

    private void Follow(SimulatedSentinel sentinel, string master)
    {
        var (address, newest) = truth[master];
        var held = sentinel.Holds[master];
        if (now < sentinel.AwayUntil || held.Epoch >= newest)
        {
            return;
        }

        var old = held.Address;
        Adopt(sentinel, master, address, newest);
        if (!old.SameAs(address))
        {
            Say(sentinel, () => new SwitchMessage(master, old, address));
        }

        Answer(sentinel, master);
    }

    private void CatchUp(SimulatedSentinel sentinel)
    {
        foreach (var master in masters)
        {
            After(random.NextDouble() * 2, () => Follow(sentinel, master));
        }
    }

    private void Adopt(SimulatedSentinel sentinel, string master, HostAddress address, long newest)
    {
        var held = sentinel.Holds[master];
        held.Address = address;
        held.Epoch = newest;
        held.Since = now;
        held.SDown = held.ODown = false;
    }

    private void HoldDown(SimulatedSentinel sentinel, string master, HostAddress address)
    {
        var held = sentinel.Holds[master];
        if (now < sentinel.AwayUntil || held.Address != address)
        {
            return;
        }

        held.SDown = true;
        Say(sentinel, () => new MasterMessage(SentinelChannel.PlusSDown, new MasterSubject(master, address)));
        if (sentinels.Count(other => other.Holds[master].SDown) >= 2)
        {
            held.ODown = true;
            Say(sentinel, () => new ODownMessage(new MasterSubject(master, address), 2, 2));
        }
    }

    private void Flap(string master)
    {
        var sentinel = sentinels[random.Next(sentinels.Length)];
        var address = sentinel.Holds[master].Address;
        HoldDown(sentinel, master, address);
        After(random.NextDouble() * 8, () =>
        {
            var held = sentinel.Holds[master];
            if (held.SDown && held.Address == address)
            {
                held.SDown = held.ODown = false;
                Say(sentinel, () => new MasterMessage(SentinelChannel.MinusSDown, new MasterSubject(master, address)));
            }
        });
    }

    /// <summary>A copy on its way: late, doubled, dropped, or overtaken by the next.</summary>
    private void Say(SimulatedSentinel sentinel, Func<SentinelMessage> message)
    {
        var copies = random.Next(10) switch { 0 or 1 => 0, 2 => 2, 3 => 3, _ => 1 };
        var said = message();
        for (var copy = 0; copy < copies; copy++)
        {
            After(random.Next(3) == 0 ? random.NextDouble() * 3 : 0, () =>
            {
                if (sentinel.Seen)
                {
                    Take(new MessageHeard(policy.Cluster, sentinel.Identity, Now(), said));
                }
            });
        }
    }

    /// <summary>The reading that follows an announcement: sometimes it fails.</summary>
    private void Answer(SimulatedSentinel sentinel, string master)
    {
        if (random.Next(10) > 0)
        {
            After(random.NextDouble() * 0.2, () =>
            {
                if (sentinel.Seen)
                {
                    Take(new MasterRead(policy.Cluster, sentinel.Identity, Now(), master, Snapshot(sentinel, master, whole: false)));
                }
            });
        }
    }

    private void ReadRegularly(SimulatedSentinel sentinel)
    {
        After(ReadingEvery * (0.9 + (random.NextDouble() * 0.2)), () =>
        {
            Read(sentinel);
            ReadRegularly(sentinel);
        });
    }

    private void Read(SimulatedSentinel sentinel)
    {
        if (sentinel.Seen)
        {
            Take(new SnapshotTaken(policy.Cluster, sentinel.Identity, Now(), new SentinelSnapshot(
                $"process-{sentinel.Identity.Id}", "7.0.15", TimeSpan.FromDays(1), false, [.. masters.Select(master => Snapshot(sentinel, master, whole: true))])));
        }
    }

    private MasterSnapshot Snapshot(SimulatedSentinel sentinel, string master, bool whole)
    {
        var held = sentinel.Holds[master];
        var others = sentinels.Where(other => other != sentinel).ToList();
        return new MasterSnapshot(
            master, held.Address, held.Address, held.Epoch, held.SDown ? "" : "run",
            (held.SDown ? InstanceFlags.SDown : 0) | (held.ODown ? InstanceFlags.ODown : 0),
            held.SDown ? TimeSpan.Zero : null, "master", null, others.Count,
            new MasterSettings(2, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(60), 1),
            whole ? new QuorumCheck(sentinels.Length, true, "OK") : null,
            whole ? [] : null,
            whole ? [.. others.Select(other => new PeerSnapshot(other.Identity.Id, other.Identity.Address, 0, null, TimeSpan.FromSeconds(1)))] : null);
    }

    private void See(SimulatedSentinel sentinel)
    {
        if (!sentinel.Seen)
        {
            sentinel.Seen = true;
            Take(new SentinelSighted(policy.Cluster, sentinel.Identity, Now()));
            Read(sentinel);
        }
    }

    private void Lose(SimulatedSentinel sentinel)
    {
        if (sentinel.Seen)
        {
            sentinel.Seen = false;
            Take(new SentinelUnsighted(policy.Cluster, sentinel.Identity, Now(), "connection closed"));
        }
    }

    private void RestartWorker(bool crash)
    {
        // The next step that decides something is lost with the process: it was not committed, so it was not announced either.
        crashNext = crash;
        if (!crash)
        {
            Resume();
        }
    }

    private void Resume()
    {
        state = ClusterState.Resume(
            policy,
            state.Record,
            state.Masters.ToDictionary(entry => entry.Key, entry => entry.Value.Record, StringComparer.Ordinal),
            state.Sentinels.ToDictionary(entry => entry.Key, entry => entry.Value.Record, StringComparer.Ordinal),
            state.Sight,
            Now());
        foreach (var sentinel in sentinels.Where(sentinel => sentinel.Seen))
        {
            Take(new SentinelSighted(policy.Cluster, sentinel.Identity, Now()));
            Read(sentinel);
        }
    }

    private void Take(Observation observation) => Record(ClusterAgreement.Step(state, observation, Now()));

    private void Record(StepResult result)
    {
        if (crashNext && !result.Decisions.IsEmpty)
        {
            crashNext = false;
            Resume();
            return;
        }

        state = result.State;
        announced.AddRange(result.Decisions.OfType<Decision.Announce>().Select(announce => announce.Agreed));
    }

    private void NoteDebts()
    {
        foreach (var master in masters)
        {
            var holders = sentinels
                .Where(sentinel => sentinel.Seen)
                .Select(sentinel => sentinel.Holds[master])
                .Where(held => held.Epoch > 0 && now - held.Since >= Owing)
                .GroupBy(held => (held.Epoch, held.Address));
            foreach (var group in holders.Where(group => group.Count() >= Required))
            {
                // Only what was seen all the while: a sentinel that came back a moment ago is read within a moment.
                owed.Add((master, group.Key.Epoch, group.Key.Address.ToString()));
            }
        }
    }

    private void Work(double until)
    {
        while (agenda.TryPeek(out _, out var next) && next.At <= until)
        {
            var action = agenda.Dequeue();
            now = next.At;
            action();
        }

        now = until;
    }

    private DateTimeOffset Now() => Zero + TimeSpan.FromSeconds(now);

    private void At(double at, Action action) => agenda.Enqueue(action, (at, order++));

    private void After(double delay, Action action) => At(now + delay, action);

    private void Every(double interval, Action action) => After(interval, () =>
    {
        action();
        Every(interval, action);
    });
}
