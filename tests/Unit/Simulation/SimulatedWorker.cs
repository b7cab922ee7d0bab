using SentinelEvents.Contracts;
using SentinelEvents.Worker.Agreement;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Journal;
using SentinelEvents.Worker.Pipeline;

namespace SentinelEvents.Unit.Simulation;

/// <summary>
/// One worker: the real deliberation, between an inbox and the journal. It can be killed between any two steps: before a commit, after it but before
/// it knows, and while it decides; it can be frozen; and its commits can fail with or without having taken effect.
/// </summary>
internal sealed class SimulatedWorker
{
    private readonly PipelineSettings settings;
    private readonly SimulatedJournal journal;
    private readonly Random random;
    private readonly Func<DateTimeOffset> clock;
    private readonly Action<double, Action> after;
    private readonly Queue<Observation> inbox = new();
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);

    private Deliberation deliberation;
    private DateTimeOffset latest;
    private bool busy;
    private bool frozen;
    private bool groupDue;
    private int life;
    private int revision;

    public SimulatedWorker(ClusterPolicy policy, SimulatedJournal journal, Random random, Func<DateTimeOffset> clock, Action<double, Action> after)
    {
        settings = new PipelineSettings([policy], () => new RoutingTable(null, []));
        (this.journal, this.random, this.clock, this.after) = (journal, random, clock, after);
        deliberation = Begin();
    }

    /// <summary>Asked to read every sentinel that it sees.</summary>
    public event Action? ReadAgain;

    /// <summary>By index: since when it sees that sentinel.</summary>
    public Dictionary<int, double> Sees { get; } = [];

    public bool Works => !frozen && Alive;

    public bool Alive { get; private set; } = true;

    public double WorksSince { get; set; }

    public ClusterState State => deliberation.Working.Single();

    public void Offer(Observation observation)
    {
        if (Alive)
        {
            inbox.Enqueue(observation);
            Work();
        }
    }

    public void Tick()
    {
        if (Works && !busy)
        {
            Take();
            deliberation.Pass(Now(clock()));
            CommitIfDue();
        }
    }

    /// <summary>Shows what it sees, and defers to who sees more.</summary>
    public void CompareSight()
    {
        if (!Works || busy)
        {
            return;
        }

        var state = State;
        var own = new WorkerSight(state.Policy.Worker, new Dictionary<string, IReadOnlyList<string>>
        {
            [state.Policy.Cluster] = [.. state.Sentinels.Values.Where(sentinel => sentinel.Seen).Select(sentinel => sentinel.Id)],
        });
        journal.Board[own.Worker] = (own, clock());
        var others = journal.Board.Values.Where(other => other.Sight.Worker != own.Worker && clock() - other.At <= Lease).Select(other => other.Sight);
        var defers = Precedence.Defers(own, others, state.Policy.Cluster);
        if (defers != state.Defers)
        {
            deliberation.Defer(state.Policy.Cluster, defers, Now(clock()));
            if (!defers)
            {
                ReadAgain?.Invoke();
            }
        }
    }

    /// <summary>kill -9.</summary>
    public void Kill()
    {
        Alive = false;
        life++;
        busy = frozen = groupDue = false;
        inbox.Clear();
        Sees.Clear();
    }

    public void Start()
    {
        Alive = true;
        deliberation = Begin();
        CompareSight();
        CommitIfDue(always: true);
    }

    public void Freeze() => frozen = true;

    public void Thaw()
    {
        if (frozen)
        {
            frozen = false;
            deliberation.Suspect(Now(clock()));
            ReadAgain?.Invoke();
            Work();
        }
    }

    private Deliberation Begin()
    {
        var (entries, seen) = journal.Load();
        revision = seen;
        var begun = new Deliberation(settings, (_, failure) => throw new InvalidOperationException("A step failed.", failure));
        begun.Load(entries, Now(clock()));
        return begun;
    }

    private void Work()
    {
        if (Works && !busy)
        {
            Take();
            CommitIfDue();
        }
    }

    private void Take()
    {
        while (inbox.TryDequeue(out var observation))
        {
            deliberation.Hear(observation, Now(observation.At));
        }
    }

    private void CommitIfDue(bool always = false)
    {
        if (always || deliberation.HasDecided)
        {
            Commit();
        }
        else if (deliberation.Waiting > 0 && !groupDue)
        {
            groupDue = true;
            Later(0.2, () =>
            {
                groupDue = false;
                if (!busy)
                {
                    Commit();
                }
            });
        }
    }

    private void Commit()
    {
        if (deliberation.Batch() is not { } batch)
        {
            Ask(deliberation.Kept());
            return;
        }

        busy = true;
        Later(random.NextDouble() * 0.05, () =>
        {
            var fate = random.Next(40);
            var result = fate == 0 ? null : journal.Commit(batch, ref revision);
            if (fate == 1 && result is CommitResult.Committed)
            {
                // The connection broke after the commit: the worker does not know, and what it last saw is what was before.
                revision--;
                result = null;
            }

            Later(random.NextDouble() * (random.Next(20) == 0 ? 2 : 0.05), () => Concluded(result));
        });
    }

    private void Concluded(CommitResult? result)
    {
        busy = false;
        switch (result)
        {
            case CommitResult.Committed:
                Ask(deliberation.Kept());
                break;
            case CommitResult.Overtaken overtaken:
                deliberation.Rebase(overtaken.Newer, Now(clock()));
                ReadAgain?.Invoke();
                Commit();
                return;
            default:
                busy = true;
                Later(0.1, () =>
                {
                    busy = false;
                    Commit();
                });
                return;
        }

        Work();
    }

    /// <summary>Old masters answer soon, late, twice, or not at all.</summary>
    private void Ask(IReadOnlyList<Question> questions)
    {
        foreach (var question in questions.Where(question => question.DemotedAt is not null))
        {
            for (var answers = random.Next(3); answers > 0; answers--)
            {
                var writable = (OldMasterWritable)random.Next((int)OldMasterWritable.No + 1) is var said && random.Next(2) == 0 ? OldMasterWritable.Yes : said;
                Later(random.NextDouble() * 4, () => Offer(new OldMasterRead(
                    question.Cluster, new SentinelIdentity("worker", question.Node), clock(), question.Master, question.Node, writable, random.Next(3), [])));
            }
        }
    }

    /// <summary>Of this life only; a frozen worker does it when it thaws.</summary>
    private void Later(double delay, Action action)
    {
        var mine = life;
        after(delay, () => When(mine, action));
    }

    private void When(int mine, Action action)
    {
        if (mine != life)
        {
            return;
        }

        if (frozen)
        {
            after(0.25, () => When(mine, action));
        }
        else
        {
            action();
        }
    }

    private DateTimeOffset Now(DateTimeOffset at)
    {
        latest = at > latest ? at : latest;
        return latest;
    }
}
