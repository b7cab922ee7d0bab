using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace SentinelEvents.Unit.Documentation;

/// <summary>The summaries that stand in the code, as plain text.</summary>
internal sealed partial class CodeSummaries
{
    private readonly Dictionary<string, string> summaries;

    /// <param name="assembly">Whose; the compiler writes them beside it.</param>
    public CodeSummaries(Assembly assembly) => summaries = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member")
        .Where(member => member.Element("summary") is not null)
        .ToDictionary(member => member.Attribute("name")!.Value, member => Plain(member.Element("summary")!));

    public string? Of(Type type) => summaries.GetValueOrDefault($"T:{NameOf(type)}");

    /// <summary>Its own, or where it has none that of the interface's property of the same name.</summary>
    public string? Of(PropertyInfo property) =>
        summaries.GetValueOrDefault($"P:{NameOf(property.DeclaringType!)}.{property.Name}")
        ?? property.DeclaringType!.GetInterfaces().Select(type => summaries.GetValueOrDefault($"P:{NameOf(type)}.{property.Name}")).FirstOrDefault(summary => summary is not null);

    /// <summary>Of one value of an enum.</summary>
    public string? Of(Type choices, string name) => summaries.GetValueOrDefault($"F:{NameOf(choices)}.{name}");

    private static string NameOf(Type type) => type.FullName!.Replace('+', '.');

    private static string Plain(XElement summary)
    {
        foreach (var reference in summary.Descendants("see").ToList())
        {
            reference.ReplaceWith((reference.Attribute("cref") ?? reference.Attribute("langword"))!.Value.Split('.')[^1]);
        }

        return Space().Replace(summary.Value, " ").Trim();
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
