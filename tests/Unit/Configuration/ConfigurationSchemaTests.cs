using SentinelEvents.Unit.Documentation;
using SentinelEvents.Worker.Configuration;

namespace SentinelEvents.Unit.Configuration;

/// <summary>Holds config/sentinel-events.schema.json to the options. To write it anew, run this test with UPDATE_SNAPSHOTS=1.</summary>
public sealed class ConfigurationSchemaTests
{
    private static readonly string SchemaFile = RepositoryFiles.PathOf("config/sentinel-events.schema.json");

    [Fact]
    public void Schema_InRepository_IsTheOneOfTheOptions()
    {
        var generated = new ConfigurationSchema(TestKinds.All, new CodeSummaries(typeof(ConfigurationSchema).Assembly).Of).Generate();

        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(SchemaFile, generated);
        }

        Assert.True(
            File.Exists(SchemaFile) && File.ReadAllText(SchemaFile) == generated,
            $"{SchemaFile} is not what the options give. Run this test with UPDATE_SNAPSHOTS=1 to write it anew, and look at the difference.");
    }
}
