using System.Globalization;
using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Notifications.Script;

/// <summary>The environment of a script: what programs need to run at all, and the event. The service's own holds its secrets and stays with it.</summary>
internal static class ScriptEnvironment
{
    private const string UsualPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private static readonly IReadOnlyList<string> Inherited = ["HOME", "USER", "LOGNAME", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR"];

    /// <summary>As <c>NAME=value</c>.</summary>
    public static IReadOnlyList<string> Of(SentinelEvent sentinelEvent) =>
    [
        $"PATH={Environment.GetEnvironmentVariable("PATH") ?? UsualPath}",
        .. Inherited.Where(name => Environment.GetEnvironmentVariable(name) is not null).Select(name => $"{name}={Environment.GetEnvironmentVariable(name)}"),
        .. About(sentinelEvent).Select(variable => $"SENTINEL_EVENT_{variable.Name}={ScriptArguments.Whole(variable.Value)}"),
    ];

    private static IEnumerable<(string Name, string Value)> About(SentinelEvent e) =>
    [
        ("ID", e.EventId.ToString()),
        ("INCIDENT", e.IncidentId.ToString()),
        ("KIND", e.Kind.ToString()),
        ("SEVERITY", e.Severity.ToString()),
        ("CLUSTER", e.Cluster),
        ("MASTER", e.Master ?? ""),
        ("GENERATION", e.Generation.ToString(CultureInfo.InvariantCulture)),
        ("EPOCH", e.Epoch.ToString(CultureInfo.InvariantCulture)),
    ];
}
