using System.Text;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Agreement;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Pipeline;
using SentinelEvents.Worker.Sentinels;

namespace SentinelEvents.Worker.Simulation;

/// <summary>
/// Runs a scenario: lines that say what each sentinel says and holds at which second. docs/simulate.md describes them. Between the lines
/// time passes in ticks, and every sentinel is read every 10 s.
/// </summary>
/// <param name="decided">Told of every step and tick, in their order: its time, and what it led to.</param>
internal sealed class ScenarioRun(Action<DateTimeOffset, StepResult> decided)
{
    /// <summary>Second 0 of every scenario.</summary>
    public static readonly DateTimeOffset Zero = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly TimeSpan TickLength = TimeSpan.FromMilliseconds(250);
    private static readonly ClusterPolicy Usual =
        new("local", 3, AgreementPolicy.Majority, TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(10));

    private readonly SortedDictionary<string, ScenarioSentinel> sentinels = new(StringComparer.Ordinal);
    private ClusterPolicy policy = Usual;
    private ClusterState state = ClusterState.New(Usual, Zero);
    private DateTimeOffset now = Zero;
    private DateTimeOffset nextTick = Zero + TickLength;
    private DateTimeOffset nextReading = DateTimeOffset.MaxValue;
    private bool stopped;

    /// <summary>How far it has come.</summary>
    public DateTimeOffset Now => now;

    /// <summary>Whether old masters can be asked: then the scenario gives their answers.</summary>
    public bool ReadsDataNodes { get; private set; }

    /// <summary>The scenario's name of a sentinel; the id itself where it is none of its sentinels.</summary>
    public string NameOf(string id) => sentinels.Values.FirstOrDefault(sentinel => sentinel.Id == id)?.Name ?? id;

    /// <summary>Takes the next line.</summary>
    /// <exception cref="FormatException">It cannot be understood.</exception>
    public void Line(string line)
    {
        if (line.Length == 0 || line.StartsWith('#') || line.StartsWith("=>", StringComparison.Ordinal))
        {
            return;
        }

        var words = line.Split(' ');
        switch (words[0])
        {
            case "policy":
                policy = policy with { Agreement = ScenarioWords.Choice<AgreementPolicy>(ScenarioWords.At(words, 1, "The policy")) };
                state = ClusterState.New(policy, Zero);
                break;
            case "cluster":
                policy = policy with { Cluster = ScenarioWords.At(words, 1, "The name") };
                state = ClusterState.New(policy, Zero);
                break;
            case "data-nodes": // readable
                ReadsDataNodes = true;
                break;
            case "sentinels":
                foreach (var name in words[1..])
                {
                    sentinels[name] = new ScenarioSentinel(name, sentinels.Count);
                }

                policy = policy with { ConfiguredSentinels = sentinels.Count };
                state = ClusterState.New(policy, Zero);
                break;
            case "master":
                foreach (var sentinel in sentinels.Values)
                {
                    sentinel.Monitor(ScenarioWords.At(words, 1, "The master"), ScenarioWords.Of(words[2..]), sentinels.Values);
                }

                break;
            case "start":
                foreach (var sentinel in sentinels.Values)
                {
                    See(sentinel);
                }

                nextReading = now + policy.SnapshotInterval;
                break;
            default:
                Advance(Zero + ScenarioWords.Seconds(words[0]));
                if (words.Length > 1)
                {
                    foreach (var name in words[1].TrimEnd(':').Split(','))
                    {
                        Act(Sentinel(name), words[1].EndsWith(':'), words[2..]);
                    }
                }

                break;
        }
    }

    private ScenarioSentinel Sentinel(string name) => sentinels.GetValueOrDefault(name) ?? throw new FormatException($"No sentinel is called '{name}'.");

    private void Act(ScenarioSentinel sentinel, bool says, string[] words)
    {
        sentinel.Now = now;
        if (says)
        {
            var channel = ScenarioWords.At(words, 0, "The channel");
            var payload = string.Join(' ', words[1..]);
            foreach (var other in sentinels.Values)
            {
                payload = payload.Replace($"<{other.Name}>", other.Id, StringComparison.Ordinal);
            }

            var message = SentinelMessageParser.Parse(Encoding.UTF8.GetBytes(channel), Encoding.UTF8.GetBytes(payload), sentinel.Masters.Keys.ToHashSet(StringComparer.Ordinal));
            sentinel.Believe(message);
            Take(new MessageHeard(policy.Cluster, sentinel.Identity, now, message));
            return;
        }

        switch (ScenarioWords.At(words, 0, "What it does"))
        {
            case "holds":
                sentinel.Hold(Name(), ScenarioWords.Of(words[2..]));
                Take(new MasterRead(policy.Cluster, sentinel.Identity, now, Name(), sentinel.Held(Name()).Snapshot(now, whole: false)));
                break;
            case "will": // changes what it answers from the next reading on
                sentinel.Hold(Name(), ScenarioWords.Of(words[2..]));
                break;
            case "forgets":
                sentinel.Masters.Remove(Name());
                break;
            case "monitors":
                sentinel.Monitor(Name(), ScenarioWords.Of(words[2..]), sentinels.Values);
                break;
            case "read":
                Read(sentinel);
                break;
            case "lost":
                sentinel.Seen = false;
                Take(new SentinelUnsighted(policy.Cluster, sentinel.Identity, now, "connection closed"));
                break;
            case "back":
                See(sentinel);
                break;
            case "restarted":
                sentinel.Restart(now);
                See(sentinel);
                break;
            case "tilt":
                sentinel.Tilt = ScenarioWords.At(words, 1, "on or off") == "on";
                break;
            case "role":
                Take(new RoleRead(policy.Cluster, sentinel.Identity, now, Name(), ScenarioWords.Address(ScenarioWords.At(words, 2, "The address")), ScenarioWords.Choice<RoleCheck>(ScenarioWords.At(words, 3, "The answer"))));
                break;
            case "old-master":
                var writable = ScenarioWords.Choice<OldMasterWritable>(ScenarioWords.At(words, 3, "The answer"));
                var clients = words[4..].Select(ScenarioWords.Client).ToList();
                Take(new OldMasterRead(
                    policy.Cluster, sentinel.Identity, now, Name(), ScenarioWords.Address(ScenarioWords.At(words, 2, "The address")), writable, writable is OldMasterWritable.Yes or OldMasterWritable.No ? clients.Count : null, Stragglers.Of(clients)));
                break;
            case "resets": // unheard; with "a: +reset-master ..." it is heard
                sentinel.Reset(Name());
                break;
            case "worker-restarts":
                Restart();
                break;
            case "worker-stops":
                stopped = true;
                break;
            case "worker-starts":
                stopped = false;
                Restart();
                break;
            case "worker-goes-on":
                stopped = false;
                break;
            case "worker-paused": // stood still until now
                state = ClusterAgreement.Suspect(state, now);
                break;
            default:
                throw new FormatException($"Nothing is known of '{words[0]}'.");
        }

        string Name() => ScenarioWords.At(words, 1, "The master");
    }

    private void See(ScenarioSentinel sentinel)
    {
        sentinel.Seen = true;
        Take(new SentinelSighted(policy.Cluster, sentinel.Identity, now));
        Read(sentinel);
    }

    private void Read(ScenarioSentinel sentinel) => Take(new SnapshotTaken(policy.Cluster, sentinel.Identity, now, sentinel.Snapshot(now)));

    /// <summary>What a restart of the worker does: what is kept is kept, what was seen is not.</summary>
    private void Restart()
    {
        state = StateCodec.Read(policy, StateCodec.Changes(null, state), now)!;
        foreach (var sentinel in sentinels.Values.Where(sentinel => sentinel.Seen))
        {
            See(sentinel);
        }
    }

    private void Advance(DateTimeOffset to)
    {
        if (to < now)
        {
            throw new FormatException("Time goes back.");
        }

        while (true)
        {
            var next = nextTick < nextReading ? nextTick : nextReading;
            if (next > to)
            {
                break;
            }

            now = next;
            if (next == nextReading)
            {
                nextReading += policy.SnapshotInterval;
                foreach (var sentinel in sentinels.Values.Where(sentinel => sentinel.Seen))
                {
                    Read(sentinel);
                }
            }
            else
            {
                nextTick += TickLength;
                if (!stopped)
                {
                    Record(ClusterAgreement.Tick(state, now));
                }
            }
        }

        now = to;
    }

    private void Take(Observation observation)
    {
        if (!stopped)
        {
            Record(ClusterAgreement.Step(state, observation, now));
        }
    }

    private void Record(StepResult result)
    {
        state = result.State;
        decided(now, result);
        if (ReadsDataNodes)
        {
            return;
        }

        foreach (var question in result.Decisions.OfType<Decision.AskOldMaster>())
        {
            Take(new OldMasterRead(policy.Cluster, new SentinelIdentity("worker", question.Node), now, question.Master, question.Node, OldMasterWritable.NotChecked, null, []));
        }
    }
}
