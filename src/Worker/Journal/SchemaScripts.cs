using System.Reflection;
using DbUp.Engine;

namespace SentinelEvents.Worker.Journal;

/// <summary>The numbered scripts of a provider. Their names are stored in databases: a published one is never renamed or changed.</summary>
internal static class SchemaScripts
{
    /// <param name="folder">The provider's folder in this room.</param>
    public static IReadOnlyList<SqlScript> Read(string folder)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var prefix = $"SentinelEvents.Worker.Journal.{folder}.Scripts.";
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => SqlScript.FromStream(name[prefix.Length..], assembly.GetManifestResourceStream(name)!))];
    }

    /// <summary>How a database in which these scripts were run stands to this program.</summary>
    public static SchemaStanding Compare(IReadOnlyList<SqlScript> scripts, IEnumerable<string> namesRun)
    {
        var run = namesRun.ToHashSet(StringComparer.Ordinal);
        var known = scripts.Select(script => script.Name).ToHashSet(StringComparer.Ordinal);
        return !run.IsSubsetOf(known) ? SchemaStanding.Ahead
            : run.Count == known.Count ? SchemaStanding.Current
            : SchemaStanding.Behind;
    }
}
