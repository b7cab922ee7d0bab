using System.Text.Json;
using SentinelEvents.Contracts;
using SentinelEvents.Fuzz.Inputs;
using SentinelEvents.Worker.Agreement;
using SentinelEvents.Worker.Delivery.Holding;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Journal;
using SentinelEvents.Worker.Pipeline;

namespace SentinelEvents.Fuzz.Targets;

/// <summary>Entries of a cluster's state, as the journal of another version may hold them: the entry's name in the first line, its body in the rest.</summary>
internal sealed class JournalTarget : FuzzTarget
{
    private static readonly DateTimeOffset Now = new(2026, 3, 7, 3, 12, 4, TimeSpan.Zero);

    private static readonly ClusterPolicy Policy =
        new("local", 3, AgreementPolicy.Majority, TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(10));

    private static readonly (string Name, string Body)[] Entries =
    [
        ("cluster", """{"FirstStartAt":"2026-03-07T03:00:00+00:00"}"""),
        ("master/mymaster", Master),
        ("sentinel/5f0c7b7f4b1f7f7cf3a2f1f6d1f5b1f0a1b2c3d4", """{"Address":{"Host":"10.0.0.11","Port":26379},"KnownSince":"2026-03-07T03:00:00+00:00","ProcessId":"c3b2","Down":null,"DownOrdinal":1,"Tilt":null,"TiltOrdinal":2}"""),
        ("sight/worker", """{"Loss":{"From":"2026-03-07T03:10:00+00:00","IncidentId":"6f1d8a3e-52c4-8b7a-9d20-3b1f4c5e6a70"},"Ordinal":3}"""),
        ("silence", """{"name":"patching","match":{"clusters":[],"masters":["cache-*"],"kinds":["MasterDown"],"minSeverity":"Warning","agreement":[]},"to":["mail"],"cron":"0 0 3 ? * SUN","duration":"02:00:00","timeZone":"Europe/Berlin","author":"ada"}"""),
    ];

    private const string Master =
        """
        {"Generation":1,"Agreed":{"Address":{"Host":"10.0.0.2","Port":6379},"Epoch":7,"Since":"2026-03-07T03:05:00+00:00"},"IncidentOrdinal":2,"Incident":null,"LastRecovered":null,"Completion":null,"LastDemotion":null,
        "Candidates":{},"Switches":[],"ReplicasDown":{},"ReplicaOrdinal":0,"QuorumLoss":null,"QuorumOrdinal":0,"Diverged":{},"DivergedOrdinal":0,"MonitoredBy":["5f0c7b7f4b1f7f7cf3a2f1f6d1f5b1f0a1b2c3d4"],"Accounts":{},"Changes":{},"Members":null,"TopologyOrdinal":0}
        """;

    private static readonly string[] Keys = ["Agreed", "Address", "Host", "Port", "Epoch", "Generation", "MonitoredBy", "Candidates", "Incident", "FirstStartAt", "Switches", "Accounts", "Diverged"];

    private static readonly IReadOnlyList<byte[]> Bodies = [.. Entries.Select(entry => Corpus.Bytes(entry.Body))];

    public override string Name => "journal";

    public override string Reads => "the state and the silences that a journal holds, perhaps of another version";

    public override IReadOnlyList<Type> Parsers => [typeof(StateCodec), typeof(SilenceJson), typeof(SilenceBook), typeof(JournalJson)];

    public override int Weight => 15;

    public override long Room(int length) => (512 * 1024) + (1024L * length);

    public override byte[] Make(Random chance)
    {
        var (name, body) = chance.Pick(Entries);
        return [.. Corpus.Bytes(name), (byte)'\n', .. chance.Next(4) switch
        {
            0 => Damage.Of(chance, Corpus.Bytes(body), Keys, Bodies),
            1 => JsonDamage.Values(chance, body),
            _ => JsonDamage.Of(chance, body, Keys),
        }];
    }

    public override string Try(byte[] input)
    {
        var parts = Corpus.Text(input).Split('\n', 2);
        if (parts[0] == "silence")
        {
            return Silence(parts[^1]);
        }

        try
        {
            StateEntry[] entries = [.. Entries.Where(entry => entry.Name != parts[0] && entry.Name != "silence").Select(entry => new StateEntry("local", entry.Name, entry.Body)), new StateEntry("local", parts[0], parts[^1])];
            var state = StateCodec.Read(Policy, entries, Now);
            if (state is null)
            {
                return "nothing kept";
            }

            var again = StateCodec.Read(Policy, [.. StateCodec.Changes(null, state)], Now)!;
            Promise.ComesBack(string.Join('\n', StateCodec.Changes(null, state)), string.Join('\n', StateCodec.Changes(null, again)), "a state");

            // What was read is gone on with.
            _ = ClusterAgreement.Tick(state, Now.AddSeconds(7));
            return Accepted;
        }
        catch (JournalUnusableException unusable)
        {
            Promise.IsVisible(unusable.Message, "why a journal cannot be used");
            return "unusable";
        }
    }

    private static string Silence(string body)
    {
        SilenceOptions options;
        try
        {
            options = SilenceJson.Read(body);
        }
        catch (JsonException)
        {
            return "no silence";
        }

        _ = new Silence(options, null).UntilAt(Now);
        _ = options.Match.Matches(SampleEvents.Of(EventKind.MasterDown));
        _ = options.Spares("mail");
        return Accepted;
    }
}
