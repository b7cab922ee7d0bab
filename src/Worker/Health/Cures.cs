using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Health;

/// <summary>Commands as they are typed into <c>redis-cli</c>, and where.</summary>
internal static partial class Cures
{
    /// <param name="where">The instance, or several of them.</param>
    /// <param name="commands">What to type there, one after the other.</param>
    public static string On(IEnumerable<HostAddress> where, params IEnumerable<string> commands) => $"on {Wording.List(where)}: {string.Join(", then ", commands)}";

    public static string On(HostAddress where, params IEnumerable<string> commands) => On([where], commands);

    public static string SentinelSet(string master, string option, long value) =>
        string.Create(CultureInfo.InvariantCulture, $"SENTINEL SET {Word(master)} {option} {value}");

    /// <summary>A setting of a data node, in effect and kept.</summary>
    public static IEnumerable<string> ConfigSet(string option, string value) => [$"CONFIG SET {option} {value}", "CONFIG REWRITE"];

    /// <summary>Forgets dead replicas and sentinels. All at once would leave nobody who knows the others.</summary>
    public static string ResetOneByOne(MasterSurvey master) =>
        $"{On(master.Sights.Select(sight => sight.Sentinel.Address), $"SENTINEL RESET {Word(Globbing().Replace(master.Name, @"\$&"))}")}, " +
        (master.IsDown ? "but not before the master is up, and one sentinel after the other, 30 s apart" : "one sentinel after the other, 30 s apart, while the master is up");

    /// <summary>Of sentinels that are dead and that too many are needed of.</summary>
    public static string StartAgain(IEnumerable<HostAddress> dead, MasterSurvey master) => $"start {Wording.List(dead)} again, or if any is gone for good {ResetOneByOne(master)}";

    public static string Monitor(MasterSurvey master) => string.Create(
        CultureInfo.InvariantCulture, $"SENTINEL MONITOR {Word(master.Name)} {Word(master.Address.Host)} {master.Address.Port} {master.Agreeing[0].Master.Quorum}");

    /// <summary>Where it is not monitored: with the settings that it has elsewhere. What password the data nodes ask for nobody tells.</summary>
    public static IEnumerable<string> MonitorFirst(MasterSurvey master)
    {
        var settings = master.Agreeing[0].Master;
        return
        [
            Monitor(master),
            string.Create(
                CultureInfo.InvariantCulture,
                $"SENTINEL SET {Word(master.Name)} down-after-milliseconds {(long)settings.DownAfter.TotalMilliseconds} failover-timeout {(long)settings.FailoverTimeout.TotalMilliseconds} parallel-syncs {settings.Fields.Number("parallel-syncs") ?? 1}"),
            $"SENTINEL SET {Word(master.Name)} auth-pass <password> where the data nodes ask for one",
        ];
    }

    /// <summary>Where it is monitored, but at another address.</summary>
    public static IEnumerable<string> MonitorAnew(MasterSurvey master) => [$"SENTINEL REMOVE {Word(master.Name)}", .. MonitorFirst(master)];

    public static string ReplicaOf(HostAddress master) => string.Create(CultureInfo.InvariantCulture, $"REPLICAOF {Word(master.Host)} {master.Port}");

    /// <summary>An argument, in quotes where it must be.</summary>
    public static string Word(string word)
    {
        if (Plain().IsMatch(word))
        {
            return word;
        }

        var quoted = new StringBuilder("\"");
        foreach (var character in word)
        {
            _ = character switch
            {
                '"' or '\\' => quoted.Append('\\').Append(character),
                < ' ' or '\x7f' => quoted.Append(CultureInfo.InvariantCulture, $"\\x{(int)character:x2}"),
                _ => quoted.Append(character),
            };
        }

        return quoted.Append('"').ToString();
    }

    [GeneratedRegex(@"\A[A-Za-z0-9._:/+|*-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();

    [GeneratedRegex(@"[*?\[\]\\]", RegexOptions.CultureInvariant)]
    private static partial Regex Globbing();
}
