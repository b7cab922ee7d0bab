using System.Reflection;
using System.Runtime.Versioning;
using System.Xml.Linq;
using SentinelEvents.Tests;
using SentinelEvents.Worker.Configuration;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Health;

namespace SentinelEvents.Unit.Documentation;

/// <summary>The badges of the README. Each is taken from what is built or tested here, for nobody outside is asked.</summary>
internal static class Badges
{
    public static IReadOnlyList<Badge> All { get; } =
    [
        new("licence", "licence", XDocument.Parse(Snapshot.Read("Directory.Build.props")).Descendants("PackageLicenseExpression").Single().Value, "LICENSE"),
        new("platform", "built for", FormattableString.Invariant($".NET {Platform.Version.Major}"), "docs/install.md"),
        new("events", "events", FormattableString.Invariant($"{SampleEvents.Kinds.Count()} kinds, every field documented"), "docs/event-reference.md"),
        new("rules", "health rules", FormattableString.Invariant($"{LintRules.All.Count}, each with its cure"), "docs/rules/README.md"),
    ];

    private static FrameworkName Platform => new(typeof(ConfigurationReader).Assembly.GetCustomAttribute<TargetFrameworkAttribute>()!.FrameworkName);
}
