using System.Globalization;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Agreement;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Unit.Simulation;

/// <summary>
/// A seeded history: masters fail over, sentinels are cut off and return, enter TILT, get other settings; their copies are delayed, doubled, reordered and
/// dropped; one to three workers share a journal, lose sight of sentinels, are frozen, and are killed between any two steps. What a worker reads from a
/// sentinel is always true at that moment; what it hears may be anything.
/// </summary>
internal sealed class Simulation
{
    /// <summary>A switch held this long by enough seen sentinels cannot have been missed: longer than two readings are apart, than doubt lasts, and than a worker that is gone counts as one that sees more.</summary>
    private const double Owing = 45;

    private const double ReadingEvery = 10;
    private static readonly DateTimeOffset Zero = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Random random;
    private readonly SimulatedSentinel[] sentinels;
    private readonly string[] masters;
    private readonly ClusterPolicy policy;
    private readonly PriorityQueue<Action, (double At, long Order)> agenda = new();
    private readonly SimulatedJournal journal = new();
    private readonly SimulatedWorker[] workers;
    private readonly Dictionary<(string Master, int Sentinel), List<(DateTimeOffset From, DateTimeOffset To)>> downs = [];
    private readonly Dictionary<string, int> tilts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> settings = new(StringComparer.Ordinal);
    private readonly HashSet<(string, long, string)> owed = [];
    private readonly Dictionary<string, (HostAddress Address, long Epoch)> truth = new(StringComparer.Ordinal);
    private double now;
    private long order;
    private long epoch;
    private int crashes;

    private Simulation(int seed)
    {
        random = new Random(seed);
        sentinels = [.. Enumerable.Range(0, random.Next(4) == 0 ? 5 : 3).Select(index => new SimulatedSentinel(index))];
        masters = [.. Enumerable.Range(1, random.Next(1, 4)).Select(number => $"m{number}")];
        policy = new ClusterPolicy(
            "sim", sentinels.Length, random.Next(6) == 0 ? AgreementPolicy.Quorum : AgreementPolicy.Majority, TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(ReadingEvery));
        workers = [.. Enumerable.Range(1, random.Next(1, 4)).Select(number =>
            new SimulatedWorker(policy with { Worker = string.Create(CultureInfo.InvariantCulture, $"w{number}") }, journal, random, Now, After))];
    }

    private int Required => policy.Agreement == AgreementPolicy.Quorum ? 3 : (sentinels.Length / 2) + 1;

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
            tilts[sentinel.Identity.Id] = 0;
        }

        foreach (var worker in workers)
        {
            worker.ReadAgain += () =>
            {
                foreach (var sentinel in sentinels)
                {
                    After(0.3 + (random.NextDouble() * 0.3), () => Read(worker, sentinel));
                }
            };
            foreach (var sentinel in sentinels)
            {
                See(worker, sentinel);
                ReadRegularly(worker, sentinel);
            }

            Every(1, worker.Tick);
            Every(1, worker.CompareSight);
        }

        Every(1, NoteDebts);
        var end = 60 + (random.NextDouble() * 150);
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

        for (var at = 20 + (random.NextDouble() * 60); at < end; at += 40 + (random.NextDouble() * 120))
        {
            var sentinel = sentinels[random.Next(sentinels.Length)];
            At(at, () => Tilt(sentinel, true));
            At(at + 30, () => Tilt(sentinel, false));
        }

        for (var at = 40 + (random.NextDouble() * 120); at < end; at += 30 + (random.NextDouble() * 200))
        {
            At(at, () => Set(sentinels[random.Next(sentinels.Length)], masters[random.Next(masters.Length)]));
        }

        foreach (var worker in workers)
        {
            for (var at = 5 + (random.NextDouble() * 60); at < end; at += random.NextDouble() * 90)
            {
                var sentinel = sentinels[random.Next(sentinels.Length)];
                At(at, () => Lose(worker, sentinel));
                At(at + (random.NextDouble() * 20), () => See(worker, sentinel));
            }

            for (var at = 5 + (random.NextDouble() * 100); at < end; at += 3 + (random.NextDouble() * 200))
            {
                At(at, () => Kill(worker));
                At(at + 0.5 + (random.NextDouble() * (random.Next(3) == 0 ? 20 : 2)), () => Restart(worker));
            }

            for (var at = 5 + (random.NextDouble() * 100); at < end; at += random.NextDouble() * 200)
            {
                At(at, () => Freeze(worker));
                At(at + 0.5 + (random.NextDouble() * 25), () => Thaw(worker));
            }
        }

        Work(end);
        foreach (var sentinel in sentinels)
        {
            sentinel.AwayUntil = 0;
            CatchUp(sentinel);
        }

        foreach (var worker in workers)
        {
            Thaw(worker);
            Restart(worker);
            foreach (var sentinel in sentinels)
            {
                See(worker, sentinel);
            }
        }

        Work(end + 90);
        return new History(
            journal.Announced,
            journal.Repeated,
            owed,
            [.. downs.SelectMany(entry => entry.Value.Select(interval => (entry.Key.Master, entry.Key.Sentinel, interval.From, interval.To)))],
            tilts,
            settings,
            [.. workers.Select(worker => worker.State)],
            truth.ToDictionary(entry => entry.Key, entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Value.Address}@{entry.Value.Epoch}"), StringComparer.Ordinal),
            journal.Overtaken,
            crashes);
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
        NoteDown(sentinel, master);
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

        NoteDown(sentinel, master);
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
                NoteDown(sentinel, master);
                Say(sentinel, () => new MasterMessage(SentinelChannel.MinusSDown, new MasterSubject(master, address)));
            }
        });
    }

    /// <summary>Copies on their way to each worker: late, doubled, dropped, or overtaken by the next.</summary>
    private void Say(SimulatedSentinel sentinel, Func<SentinelMessage> message)
    {
        var said = message();
        foreach (var worker in workers)
        {
            var copies = random.Next(10) switch { 0 or 1 => 0, 2 => 2, 3 => 3, _ => 1 };
            for (var copy = 0; copy < copies; copy++)
            {
                After(random.Next(3) == 0 ? random.NextDouble() * 3 : 0, () =>
                {
                    if (worker.Sees.ContainsKey(sentinel.Index))
                    {
                        worker.Offer(new MessageHeard(policy.Cluster, sentinel.Identity, Now(), said));
                    }
                });
            }
        }
    }

    /// <summary>The reading that follows an announcement: sometimes it fails.</summary>
    private void Answer(SimulatedSentinel sentinel, string master)
    {
        foreach (var worker in workers.Where(_ => random.Next(10) > 0))
        {
            var asked = Now();
            After(random.NextDouble() * 0.2, () =>
            {
                if (worker.Sees.ContainsKey(sentinel.Index))
                {
                    worker.Offer(new MasterRead(policy.Cluster, sentinel.Identity, Now(), master, Snapshot(sentinel, master, whole: false), asked));
                }
            });
        }
    }

    private void ReadRegularly(SimulatedWorker worker, SimulatedSentinel sentinel)
    {
        After(ReadingEvery * (0.9 + (random.NextDouble() * 0.2)), () =>
        {
            Read(worker, sentinel);
            ReadRegularly(worker, sentinel);
        });
    }

    private void Read(SimulatedWorker worker, SimulatedSentinel sentinel)
    {
        if (!worker.Works)
        {
            return;
        }

        var asked = Now();
        After(random.NextDouble() * 0.05, () =>
        {
            if (worker.Sees.ContainsKey(sentinel.Index))
            {
                worker.Offer(new SnapshotTaken(
                    policy.Cluster,
                    sentinel.Identity,
                    Now(),
                    new SentinelSnapshot($"process-{sentinel.Identity.Id}", "7.0.15", TimeSpan.FromDays(1), sentinel.Tilt, [.. masters.Select(master => Snapshot(sentinel, master, whole: true))]),
                    AskedAt: asked));
            }
        });
    }

    private void Tilt(SimulatedSentinel sentinel, bool enters)
    {
        if (sentinel.Tilt != enters)
        {
            sentinel.Tilt = enters;
            tilts[sentinel.Identity.Id] += enters ? 1 : 0;
            Say(sentinel, () => new TiltMessage(enters ? SentinelChannel.PlusTilt : SentinelChannel.MinusTilt));
        }
    }

    private void Set(SimulatedSentinel sentinel, string master)
    {
        var held = sentinel.Holds[master];
        held.Quorum = held.Quorum == 2 ? 3 : 2;
        settings[master] = settings.GetValueOrDefault(master) + 1;
        var subject = new MasterSubject(master, held.Address);
        var value = held.Quorum.ToString(CultureInfo.InvariantCulture);
        // In order and at once: what is read cannot be older than what was heard, which the watch sees to.
        foreach (var worker in workers.Where(worker => worker.Sees.ContainsKey(sentinel.Index) && random.Next(5) > 0))
        {
            worker.Offer(new MessageHeard(policy.Cluster, sentinel.Identity, Now(), new SetMessage(subject, "quorum", value)));
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
            new MasterSettings(held.Quorum, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(60), 1),
            whole ? new QuorumCheck(sentinels.Length, true, "OK") : null,
            whole ? [] : null,
            whole ? [.. others.Select(other => new PeerSnapshot(other.Identity.Id, other.Identity.Address, 0, null, TimeSpan.FromSeconds(1)))] : null);
    }

    private void See(SimulatedWorker worker, SimulatedSentinel sentinel)
    {
        if (worker.Works && worker.Sees.TryAdd(sentinel.Index, now))
        {
            worker.Offer(new SentinelSighted(policy.Cluster, sentinel.Identity, Now()));
            Read(worker, sentinel);
        }
    }

    private void Lose(SimulatedWorker worker, SimulatedSentinel sentinel)
    {
        if (worker.Works && worker.Sees.Remove(sentinel.Index))
        {
            worker.Offer(new SentinelUnsighted(policy.Cluster, sentinel.Identity, Now(), "connection closed"));
        }
    }

    private void Kill(SimulatedWorker worker)
    {
        crashes++;
        worker.Kill();
    }

    private void Restart(SimulatedWorker worker)
    {
        if (!worker.Alive)
        {
            worker.WorksSince = now;
            worker.Start();
            foreach (var sentinel in sentinels)
            {
                After(random.NextDouble(), () => See(worker, sentinel));
            }
        }
    }

    private static void Freeze(SimulatedWorker worker)
    {
        if (worker.Works)
        {
            worker.Freeze();
        }
    }

    /// <summary>After a long pause the connections count as dead, and are made anew.</summary>
    private void Thaw(SimulatedWorker worker)
    {
        if (worker is { Alive: true, Works: false })
        {
            worker.WorksSince = now;
            worker.Thaw();
            foreach (var sentinel in sentinels.Where(_ => random.Next(2) == 0))
            {
                Lose(worker, sentinel);
                After(0.2 + random.NextDouble(), () => See(worker, sentinel));
            }
        }
    }

    private void NoteDebts()
    {
        foreach (var worker in workers.Where(worker => worker.Works && now - worker.WorksSince >= Owing))
        {
            foreach (var master in masters)
            {
                var holders = sentinels
                    .Where(sentinel => worker.Sees.TryGetValue(sentinel.Index, out var since) && now - since >= Owing)
                    .Select(sentinel => sentinel.Holds[master])
                    .Where(held => held.Epoch > 0 && now - held.Since >= Owing)
                    .GroupBy(held => (held.Epoch, held.Address));
                foreach (var group in holders.Where(group => group.Count() >= Required))
                {
                    owed.Add((master, group.Key.Epoch, group.Key.Address.ToString()));
                }
            }
        }
    }

    /// <summary>Called whenever a flag changes: keeps when each sentinel truly held each master for down.</summary>
    private void NoteDown(SimulatedSentinel sentinel, string master)
    {
        var key = (master, sentinel.Index);
        var known = downs.TryGetValue(key, out var intervals) ? intervals : downs[key] = [];
        var isDown = sentinel.Holds[master].SDown;
        if (isDown && (known.Count == 0 || known[^1].To < DateTimeOffset.MaxValue))
        {
            known.Add((Now(), DateTimeOffset.MaxValue));
        }
        else if (!isDown && known.Count > 0 && known[^1].To == DateTimeOffset.MaxValue)
        {
            known[^1] = (known[^1].From, Now());
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
