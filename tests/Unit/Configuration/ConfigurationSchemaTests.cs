using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using SentinelEvents.Worker.Configuration;

namespace SentinelEvents.Unit.Configuration;

/// <summary>Holds config/sentinel-events.schema.json to the options. To write it anew, run this test with UPDATE_SNAPSHOTS=1.</summary>
public sealed partial class ConfigurationSchemaTests
{
    private static readonly string SchemaFile = RepositoryFiles.PathOf("config/sentinel-events.schema.json");

    [Fact]
    public void Schema_InRepository_IsTheOneOfTheOptions()
    {
        var summaries = XDocument.Load(Path.ChangeExtension(typeof(ConfigurationSchema).Assembly.Location, ".xml")).Descendants("member")
            .Where(member => member.Element("summary") is not null)
            .ToDictionary(member => member.Attribute("name")!.Value, member => Plain(member.Element("summary")!));
        var generated = new ConfigurationSchema(TestKinds.All, property => summaries.GetValueOrDefault(NameOf(property))).Generate();

        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(SchemaFile, generated);
        }

        Assert.True(
            File.Exists(SchemaFile) && File.ReadAllText(SchemaFile) == generated,
            $"{SchemaFile} is not what the options give. Run this test with UPDATE_SNAPSHOTS=1 to write it anew, and look at the difference.");
    }

    private static string NameOf(PropertyInfo property) => $"P:{property.DeclaringType!.FullName!.Replace('+', '.')}.{property.Name}";

    private static string Plain(XElement summary)
    {
        foreach (var reference in summary.Descendants("see").ToList())
        {
            reference.ReplaceWith(reference.Attribute("cref")!.Value.Split('.')[^1]);
        }

        return Space().Replace(summary.Value, " ").Trim();
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
