using System.Globalization;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Simulation;

/// <summary>A simulated sentinel: what it answers when it is read. What it publishes, the scenario says.</summary>
internal sealed class ScenarioSentinel(string name, int index)
{
    private DateTimeOffset startedAt = DateTimeOffset.UnixEpoch;
    private int process = 1;

    public string Name { get; } = name;

    public string Id { get; } = string.Concat(Enumerable.Repeat(name, 40))[..40];

    public HostAddress Address { get; } = new("10.0.1." + (index + 1).ToString(CultureInfo.InvariantCulture), 26379);

    public SentinelIdentity Identity => new(Id, Address);

    public bool Seen { get; set; }

    public bool Tilt { get; set; }

    /// <summary>The second of the scenario; the runner keeps it.</summary>
    public DateTimeOffset Now { get; set; } = DateTimeOffset.UnixEpoch;

    public SortedDictionary<string, ScenarioMaster> Masters { get; } = new(StringComparer.Ordinal);

    public void Monitor(string master, Dictionary<string, string> words, IEnumerable<ScenarioSentinel> all)
    {
        var held = new ScenarioMaster(master);
        foreach (var peer in all.Where(peer => peer.Name != Name))
        {
            held.Peers[peer.Id] = (peer.Address, false);
        }

        held.Usable = held.Peers.Count + 1;
        Masters[master] = held;
        Hold(master, words);
    }

    public void Hold(string master, Dictionary<string, string> words)
    {
        var held = Held(master);
        foreach (var (key, value) in words)
        {
            switch (key)
            {
                case "at":
                    held.Address = held.Instance = ScenarioWords.Address(value);
                    held.Replicas.Remove(held.Address.Canonical().ToString());
                    held.SDown = held.ODown = false;
                    held.RoleSince = Now;
                    break;
                case "answers": // the leader of a failover: a new address with the old instance
                    held.Address = ScenarioWords.Address(value);
                    break;
                case "epoch":
                    held.Epoch = ScenarioWords.Number(value);
                    break;
                case "runid":
                    held.RunId = value == "none" ? "" : value;
                    break;
                case "sdown":
                    held.SDown = value != "no";
                    held.DownFor = held.SDown && value != "yes" ? ScenarioWords.Seconds(value) : null;
                    break;
                case "odown":
                    held.ODown = value == "yes";
                    break;
                case "failover":
                    held.FailoverState = value == "no" ? null : value;
                    break;
                case "forced":
                    held.Forced = value == "yes";
                    break;
                case "quorum":
                    held.Settings = held.Settings with { Quorum = ScenarioWords.Number(value) };
                    break;
                case "down-after":
                    held.Settings = held.Settings with { DownAfter = ScenarioWords.Seconds(value) };
                    break;
                case "failover-timeout":
                    held.Settings = held.Settings with { FailoverTimeout = ScenarioWords.Seconds(value) };
                    break;
                case "ckquorum":
                    held.NoQuorum = value == "no";
                    break;
                case "usable":
                    held.Usable = ScenarioWords.Number(value);
                    break;
                case "replicas":
                    held.Replicas.Clear();
                    foreach (var replica in value.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(ScenarioWords.Address))
                    {
                        held.Replicas[replica.Canonical().ToString()] = (replica, false, true);
                    }

                    break;
                case "replica-down":
                    var down = ScenarioWords.Address(value);
                    held.Replicas[down.Canonical().ToString()] = (down, true, true);
                    break;
                case "replica-up":
                    var up = ScenarioWords.Address(value);
                    held.Replicas[up.Canonical().ToString()] = (up, false, true);
                    break;
                case "replica-apart": // it answers, and replicates from nobody
                    var apart = ScenarioWords.Address(value);
                    held.Replicas[apart.Canonical().ToString()] = (apart, false, false);
                    break;
                case "peer-down":
                    held.Peers[value] = held.Peers.TryGetValue(value, out var peer) ? (peer.Address, true) : throw new FormatException($"Sentinel {Name} knows no sentinel '{value}'.");
                    break;
                case "peer":
                    var at = value.IndexOf('@', StringComparison.Ordinal);
                    held.Peers[at > 0 ? value[..at] : throw new FormatException($"Write ID@HOST:PORT in place of '{value}'.")] = (ScenarioWords.Address(value[(at + 1)..]), false);
                    break;
                case "no-peer":
                    held.Peers.Remove(value);
                    break;
                default:
                    throw new FormatException($"A sentinel cannot hold '{key}'.");
            }
        }
    }

    /// <summary>What it holds of a master.</summary>
    /// <exception cref="FormatException">It does not monitor it.</exception>
    public ScenarioMaster Held(string master) =>
        Masters.GetValueOrDefault(master) ?? throw new FormatException($"Sentinel {Name} does not monitor '{master}'.");

    /// <summary>Keeps the answers in step with the flags that a message implies.</summary>
    public void Believe(SentinelMessage message)
    {
        switch (message)
        {
            case MasterMessage { Channel: SentinelChannel.PlusSDown } m when Masters.TryGetValue(m.Master.Name, out var held):
                held.SDown = true;
                break;
            case MasterMessage { Channel: SentinelChannel.MinusSDown } m when Masters.TryGetValue(m.Master.Name, out var held):
                held.SDown = held.ODown = false;
                break;
            case MasterMessage { Channel: SentinelChannel.MinusODown } m when Masters.TryGetValue(m.Master.Name, out var held):
                held.ODown = false;
                break;
            case MasterMessage { Channel: SentinelChannel.PlusTryFailover } m when Masters.TryGetValue(m.Master.Name, out var held):
                held.FailoverState = "wait_start";
                break;
            case MasterMessage { Channel: SentinelChannel.PlusElectedLeader } m when Masters.TryGetValue(m.Master.Name, out var held):
                held.FailoverState = "select_slave";
                break;
            case MasterMessage { Channel: SentinelChannel.PlusFailoverEnd or SentinelChannel.PlusFailoverEndForTimeout or SentinelChannel.MinusFailoverAbortNotElected or SentinelChannel.MinusFailoverAbortNoGoodSlave or SentinelChannel.MinusFailoverAbortSlaveTimeout } m
                when Masters.TryGetValue(m.Master.Name, out var held):
                held.FailoverState = null;
                break;
            case MasterMessage { Channel: SentinelChannel.PlusResetMaster } m when Masters.TryGetValue(m.Master.Name, out var held):
                held.SDown = held.ODown = false;
                held.RunId = "";
                held.Replicas.Clear();
                held.Peers.Clear();
                held.RoleSince = Now;
                break;
            case MasterMessage { Channel: SentinelChannel.MinusMonitor } m:
                Masters.Remove(m.Master.Name);
                break;
            case ODownMessage m when Masters.TryGetValue(m.Master.Name, out var held):
                held.SDown = held.ODown = true;
                break;
            case SwitchMessage m when Masters.TryGetValue(m.Name, out var held):
                held.SDown = held.ODown = false;
                held.FailoverState = null;
                break;
            case ReplicaMessage { Channel: SentinelChannel.PlusSDown or SentinelChannel.MinusSDown } m when Masters.TryGetValue(m.Master.Name, out var held):
                held.Replicas[m.Address.Canonical().ToString()] = (m.Address, m.Channel == SentinelChannel.PlusSDown, m.Channel == SentinelChannel.MinusSDown);
                break;
            case ReplicaMessage { Channel: SentinelChannel.PlusSlave } m when Masters.TryGetValue(m.Master.Name, out var held):
                held.Replicas.TryAdd(m.Address.Canonical().ToString(), (m.Address, false, false));
                break;
            case PeerMessage { Channel: SentinelChannel.PlusSDown or SentinelChannel.MinusSDown } m when Masters.TryGetValue(m.Master.Name, out var held):
                held.Peers[m.Id] = (m.Address, m.Channel == SentinelChannel.PlusSDown);
                break;
            case TiltMessage m:
                Tilt = m.Channel == SentinelChannel.PlusTilt;
                break;
        }
    }

    /// <summary>SENTINEL RESET, after which replicas and sentinels have been found again.</summary>
    public void Reset(string master)
    {
        var held = Held(master);
        held.RoleSince = Now;
        held.SDown = held.ODown = false;
        held.FailoverState = null;
    }

    public void Restart(DateTimeOffset now)
    {
        startedAt = now;
        process++;
        foreach (var held in Masters.Values)
        {
            held.SDown = held.ODown = false;
            held.FailoverState = null;
            held.RunId = "";
            held.RoleSince = now;
        }
    }

    public SentinelSnapshot Snapshot(DateTimeOffset now) => new(
        $"process{process}", "7.0.15", now - startedAt, Tilt, [.. Masters.Values.Select(master => master.Snapshot(now, whole: true))]);
}
