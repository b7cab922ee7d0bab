using System.Globalization;
using System.Text;
using SentinelEvents.Contracts;
using SentinelEvents.Fuzz.Inputs;
using SentinelEvents.Worker.Agreement;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Notifications;
using SentinelEvents.Worker.Pipeline;
using SentinelEvents.Worker.Sentinels;
using StackExchange.Redis;

namespace SentinelEvents.Fuzz.Targets;

/// <summary>
/// What three sentinels say, read by the parsers and taken in by the agreement. A line is milliseconds that pass, a sentinel, and <c>&gt;</c> with a message, <c>=</c> with a whole
/// reading, <c>?</c> with a reading of one master, or a word. A reading is instances between slashes, each in the fields of Redis.
/// </summary>
internal sealed class AgreementTarget : TextTarget
{
    private const int MostLines = 60;

    private static readonly DateTimeOffset Zero = new(2026, 3, 7, 3, 0, 0, TimeSpan.Zero);

    private static readonly ClusterPolicy Policy =
        new("local", 3, AgreementPolicy.Majority, TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(10));

    public override string Name => "agreement";

    public override string Reads => "what is agreed of hostile messages and readings of three sentinels";

    public override IReadOnlyList<Type> Parsers => [typeof(ClusterAgreement), typeof(StateCodec)];

    public override int Weight => 30;

    public override long Room(int length) => (2 * 1024 * 1024) + (16 * 1024L * length);

    protected override IReadOnlyList<string> Samples { get; } =
    [
        Beginning
        + "5000 a > +sdown master mymaster 10.0.0.1 6379\n10 b > +sdown master mymaster 10.0.0.1 6379\n10 a > +odown master mymaster 10.0.0.1 6379 #quorum 2/2\n10 a > +new-epoch 7\n0 a > +try-failover master mymaster 10.0.0.1 6379\n"
        + "10 a > +vote-for-leader <a> 7\n10 b > +vote-for-leader <a> 7\n100 a > +elected-leader master mymaster 10.0.0.1 6379\n0 a > +failover-state-select-slave master mymaster 10.0.0.1 6379\n"
        + "100 a > +selected-slave slave 10.0.0.2:6379 10.0.0.2 6379 @ mymaster 10.0.0.1 6379\n100 a > +promoted-slave slave 10.0.0.2:6379 10.0.0.2 6379 @ mymaster 10.0.0.1 6379\n"
        + "500 a > +failover-end master mymaster 10.0.0.1 6379\n0 a > +switch-master mymaster 10.0.0.1 6379 10.0.0.2 6379\n20 b > +config-update-from sentinel <a> 10.0.0.11 26379 @ mymaster 10.0.0.1 6379\n"
        + "0 b > +switch-master mymaster 10.0.0.1 6379 10.0.0.2 6379\n"
        + $"300 a = {Moved}\n10 b = {Moved}\n10 c > +switch-master mymaster 10.0.0.1 6379 10.0.0.2 6379\n10 c = {Moved}\n1000 a role 10.0.0.2:6379 x\n250 a old Yes\n250 a tick\n9000 a tick\n",
        Beginning + "1000 a > +tilt #tilt mode entered\n1000 a > -tilt #tilt mode exited\n500 b lost\n7000 c lost\n500 b tick\n500 b back\n100 a > -monitor master mymaster 10.0.0.1 6379\n10 b > -monitor master mymaster 10.0.0.1 6379\n"
        + "10 c > -monitor master mymaster 10.0.0.1 6379\n10 a > +monitor master mymaster 10.0.0.9 6379 quorum 2\n10 a > +reset-master master mymaster 10.0.0.1 6379\n" + $"10 a = {Moved}\n10000 b tick\n",
        Beginning + $"1000 a restart\n100 a = {Moved}\n100 b = {Moved}\n7000 a tick\n100 a > +set master mymaster 10.0.0.1 6379 quorum 3\n100 a pause\n100 b = {Held}\n100 a adopt\n1000 a tick\n"
        + "100 b > +sdown slave 10.0.0.2:6379 10.0.0.2 6379 @ mymaster 10.0.0.1 6379\n100 b > +sdown sentinel <c> 10.0.0.13 26379 @ mymaster 10.0.0.1 6379\n100 a > +sdown sentinel <c> 10.0.0.13 26379 @ mymaster 10.0.0.1 6379\n9000 a tick\n",
    ];

    protected override IReadOnlyList<string> Words { get; } =
    [
        "mymaster", "10.0.0.1 6379", "10.0.0.2 6379", "config-epoch 9223372036854775807", "config-epoch -1", "config-epoch 3", "\n31000 a tick\n", "\n10 a restart\n", "\n10 a pause\n", "\n10 a adopt\n", "\n1 b lost\n", "\n1 b back\n",
        " flags s_down,o_down,failover_in_progress", " / ", "<a>", "<b>", "<c>", "\n10 b > +switch-master mymaster 10.0.0.2 6379 10.0.0.1 6379\n", "\n5 c > +new-epoch 9223372036854775807\n", " role-reported slave", " failover-state wait_promotion",
        "\n100 a old Yes\n", "\n100 a old Unreachable\n", "\n10 b > +switch-master x 10.0.0.1 6379 10.0.0.2 6379\n", "\n0 a defer\n", "\n0 a ? ",
    ];

    private static string Held => $"{ReplySamples.Master} / {ReplySamples.Replica} / {Peer('a')} / {Peer('b')} / {Peer('c')}";

    private static string Moved => Held.Replace("10.0.0.1 port", "10.0.0.2 port", StringComparison.Ordinal).Replace("config-epoch 6", "config-epoch 7", StringComparison.Ordinal);

    private static string Beginning => $"0 a back\n0 b back\n0 c back\n10 a = {Held}\n10 b = {Held}\n10 c = {Held}\n";

    protected override string Try(string text)
    {
        var run = new Run();
        foreach (var line in text.Split('\n').Take(MostLines))
        {
            run.Line(line);
        }

        run.IsKept();
        return run.Announced > 0 ? Accepted : "nothing agreed";
    }

    private static string Id(char sentinel) => new(sentinel, 40);

    private static string Peer(char sentinel) => $"name {Id(sentinel)} ip 10.0.0.{11 + sentinel - 'a'} port 26379 runid {Id(sentinel)} flags sentinel down-after-milliseconds 5000 last-hello-message 188";

    private sealed class Run
    {
        private DateTimeOffset now = Zero;
        private ClusterState state = ClusterState.New(Policy, Zero);

        public int Announced { get; private set; }

        public void Line(string line)
        {
            var words = line.Split(' ', 4);
            if (words.Length < 3 || words[1] is not [>= 'a' and <= 'c' and var letter] || !int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var passed))
            {
                return;
            }

            now += TimeSpan.FromMilliseconds(Math.Min(passed, 600_000));
            var identity = new SentinelIdentity(Id(letter), new HostAddress($"10.0.0.{11 + letter - 'a'}", 26379));
            var rest = words.Length > 3 ? words[3] : "";
            switch (words[2])
            {
                case ">":
                    Take(new MessageHeard(Policy.Cluster, identity, now, Message(rest)));
                    break;
                case "=":
                    Take(new SnapshotTaken(Policy.Cluster, identity, now, new SentinelSnapshot(rest.Length % 7 == 0 ? "other" : "process", "7.0.15", TimeSpan.FromHours(1), rest.Contains("tilt", StringComparison.Ordinal), Masters(rest))));
                    break;
                case "?":
                    Take(new MasterRead(Policy.Cluster, identity, now, rest.Split(' ')[0], Masters(rest).FirstOrDefault()));
                    break;
                case "back":
                    Take(new SentinelSighted(Policy.Cluster, identity, now));
                    break;
                case "lost":
                    Take(new SentinelUnsighted(Policy.Cluster, identity, now, "lost"));
                    break;
                case "role":
                    Take(new RoleRead(Policy.Cluster, identity, now, "mymaster", EndpointText.Read(rest.Split(' ')[0]), rest.Length % 2 == 0 ? RoleCheck.Verified : RoleCheck.Contradicted));
                    break;
                case "old":
                    Take(new OldMasterRead(
                        Policy.Cluster, identity, now, "mymaster", new HostAddress("10.0.0.1", 6379), Enum.TryParse<OldMasterWritable>(rest, out var writable) && Enum.IsDefined(writable) && writable != OldMasterWritable.Ended ? writable : OldMasterWritable.Yes, 0, []));
                    break;
                case "tick":
                    Record(ClusterAgreement.Tick(state, now));
                    break;
                case "pause":
                    state = ClusterAgreement.Suspect(state, now);
                    break;
                case "defer":
                    state = ClusterAgreement.Defer(state, !state.Defers, now);
                    break;
                case "adopt":
                    state = StateCodec.Adopt(state, [.. StateCodec.Changes(null, state)], now);
                    break;
                case "restart":
                    state = StateCodec.Read(Policy, [.. StateCodec.Changes(null, state)], now)!;
                    break;
            }
        }

        /// <summary>The state is written and read back the same.</summary>
        public void IsKept()
        {
            var entries = StateCodec.Changes(null, state).ToList();
            var again = StateCodec.Changes(null, StateCodec.Read(Policy, entries, now)!).ToList();
            Promise.ComesBack(string.Join('\n', entries), string.Join('\n', again), "a state");
        }

        private SentinelMessage Message(string text)
        {
            foreach (var letter in "abc")
            {
                text = text.Replace($"<{letter}>", Id(letter), StringComparison.Ordinal);
            }

            var words = text.Split(' ', 2);
            return SentinelMessageParser.Parse(Encoding.UTF8.GetBytes(words[0]), Encoding.UTF8.GetBytes(words[^1]), state.Masters.Keys.ToHashSet(StringComparer.Ordinal));
        }

        /// <summary>As the reader makes them: a master, and the replicas and sentinels that follow it.</summary>
        private static List<MasterSnapshot> Masters(string text)
        {
            var masters = new List<MasterSnapshot>();
            foreach (var part in text.Split(" / "))
            {
                var list = RedisResult.Create(Array.ConvertAll(part.Split(' '), word => (RedisValue)word));
                if (ReplyFields.From(list) is not { } fields)
                {
                    continue;
                }

                var one = RedisResult.Create(new[] { list });
                if (fields.Has("config-epoch"))
                {
                    if (fields.TryAddress(out var address) && SnapshotFields.Master(fields, address) is { } master)
                    {
                        masters.Add(master with { Replicas = [], Sentinels = [], QuorumCheck = part.Length % 3 == 0 ? new QuorumCheck(part.Length % 4, part.Length % 2 == 0, "check") : null });
                    }
                }
                else if (masters.Count > 0 && part.Contains("sentinel", StringComparison.Ordinal))
                {
                    masters[^1] = masters[^1] with { Sentinels = [.. masters[^1].Sentinels!, .. SnapshotFields.Sentinels(one) ?? []] };
                }
                else if (masters.Count > 0)
                {
                    masters[^1] = masters[^1] with { Replicas = [.. masters[^1].Replicas!, .. SnapshotFields.Replicas(one) ?? []] };
                }
            }

            return masters;
        }

        private void Take(Observation observation) => Record(ClusterAgreement.Step(state, observation, now));

        private void Record(StepResult result)
        {
            foreach (var (name, master) in state.Masters)
            {
                if (result.State.Masters.TryGetValue(name, out var after))
                {
                    Promise.Hold(
                        after.Record.Generation > master.Record.Generation
                            || (after.Record.Generation == master.Record.Generation && (master.Record.Agreed is not { } agreed || after.Record.Agreed?.Epoch >= agreed.Epoch)),
                        "the agreed epoch does not go back",
                        () => $"{name}: {master.Record.Generation} {master.Record.Agreed} became {after.Record.Generation} {after.Record.Agreed}");
                }
            }

            state = result.State;
            foreach (var announced in result.Decisions.OfType<Decision.Announce>())
            {
                Announced++;
                IsGood(announced.Agreed.Event);
            }
        }

        private void IsGood(SentinelEvent announced)
        {
            Promise.Hold(announced.EventId != Guid.Empty && announced.AgreedAt == now && announced.OccurredAt <= now, "an event is of its time", () => announced.ToString());
            var json = SentinelEventJson.Serialize(announced);
            Promise.ComesBack(json, SentinelEventJson.Serialize(SentinelEventJson.Deserialize(json)), "an event");
            Promise.IsVisible(EventWording.Of(announced).FullHeadline, "a headline");
        }
    }
}
