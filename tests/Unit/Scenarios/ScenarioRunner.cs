using System.Globalization;
using System.Text;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Agreement;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Pipeline;
using SentinelEvents.Worker.Sentinels;

namespace SentinelEvents.Unit.Scenarios;

/// <summary>
/// Runs a scenario: lines that say what each sentinel says and holds at which second, each followed by the events that it leads to.
/// README.md beside the scenarios describes the lines. Between the lines time passes in ticks, and every sentinel is read every 10 s.
/// </summary>
internal sealed class ScenarioRunner
{
    private static readonly DateTimeOffset Zero = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan TickLength = TimeSpan.FromMilliseconds(250);
    private readonly SortedDictionary<string, ScenarioSentinel> sentinels = new(StringComparer.Ordinal);
    private readonly StringBuilder output = new();
    private readonly Rendering rendering;
    private ClusterPolicy policy = new("local", 3, AgreementPolicy.Majority, TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(10));
    private ClusterState state;
    private DateTimeOffset now = Zero;
    private DateTimeOffset nextTick = Zero + TickLength;
    private DateTimeOffset nextReading = DateTimeOffset.MaxValue;
    private bool stopped;
    private bool readsDataNodes;

    private ScenarioRunner()
    {
        state = ClusterState.New(policy, Zero);
        rendering = new Rendering(Zero, id => sentinels.Values.FirstOrDefault(sentinel => sentinel.Id == id)?.Name ?? id);
    }

    /// <summary>The scenario with the events that really came in place of those that were expected.</summary>
    public static string Run(string text)
    {
        var runner = new ScenarioRunner();
        foreach (var line in text.Split('\n'))
        {
            if (!line.StartsWith("=>", StringComparison.Ordinal))
            {
                runner.output.Append(line).Append('\n');
                runner.Line(line);
            }
        }

        return runner.output.ToString().TrimEnd('\n') + "\n";
    }

    private void Line(string line)
    {
        if (line.StartsWith('#') || line.Length == 0)
        {
            return;
        }

        var words = line.Split(' ');
        switch (words[0])
        {
            case "policy":
                policy = policy with { Agreement = Enum.Parse<AgreementPolicy>(words[1]) };
                state = ClusterState.New(policy, Zero);
                break;
            case "data-nodes": // readable
                readsDataNodes = true;
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
                    sentinel.Monitor(words[1], Words.Of(words[2..]), sentinels.Values);
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
                Advance(Zero + TimeSpan.FromSeconds(double.Parse(words[0], CultureInfo.InvariantCulture)));
                if (words.Length > 1)
                {
                    foreach (var name in words[1].TrimEnd(':').Split(','))
                    {
                        Act(sentinels[name], words[1].EndsWith(':'), words[2..]);
                    }
                }

                break;
        }
    }

    private void Act(ScenarioSentinel sentinel, bool says, string[] words)
    {
        sentinel.Now = now;
        if (says)
        {
            var payload = string.Join(' ', words[1..]);
            foreach (var other in sentinels.Values)
            {
                payload = payload.Replace($"<{other.Name}>", other.Id, StringComparison.Ordinal);
            }

            var message = SentinelMessageParser.Parse(Encoding.UTF8.GetBytes(words[0]), Encoding.UTF8.GetBytes(payload), sentinel.Masters.Keys.ToHashSet(StringComparer.Ordinal));
            sentinel.Believe(message);
            Take(new MessageHeard(policy.Cluster, sentinel.Identity, now, message));
            return;
        }

        switch (words[0])
        {
            case "holds":
                sentinel.Hold(words[1], Words.Of(words[2..]));
                Take(new MasterRead(policy.Cluster, sentinel.Identity, now, words[1], sentinel.Masters[words[1]].Snapshot(now, whole: false)));
                break;
            case "will": // changes what it answers from the next reading on
                sentinel.Hold(words[1], Words.Of(words[2..]));
                break;
            case "forgets":
                sentinel.Masters.Remove(words[1]);
                break;
            case "monitors":
                sentinel.Monitor(words[1], Words.Of(words[2..]), sentinels.Values);
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
                sentinel.Tilt = words[1] == "on";
                break;
            case "role":
                Take(new RoleRead(policy.Cluster, sentinel.Identity, now, words[1], Words.Address(words[2]), Enum.Parse<RoleCheck>(words[3])));
                break;
            case "old-master":
                var clients = words[4..].Select(Words.Client).ToList();
                Take(new OldMasterRead(
                    policy.Cluster, sentinel.Identity, now, words[1], Words.Address(words[2]), Enum.Parse<OldMasterWritable>(words[3]), words[3] is "Yes" or "No" ? clients.Count : null, Stragglers.Of(clients)));
                break;
            case "resets": // unheard; with "a: +reset-master ..." it is heard
                sentinel.Reset(words[1]);
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
        foreach (var line in rendering.Lines(result.Decisions))
        {
            output.Append(line).Append('\n');
        }

        foreach (var question in result.Decisions.OfType<Decision.AskOldMaster>())
        {
            if (readsDataNodes)
            {
                output.Append(CultureInfo.InvariantCulture, $"=> {(now - Zero).TotalSeconds:0.000} asks {question.Node}\n");
            }
            else
            {
                Take(new OldMasterRead(policy.Cluster, new SentinelIdentity("worker", question.Node), now, question.Master, question.Node, OldMasterWritable.NotChecked, null, []));
            }
        }
    }
}
