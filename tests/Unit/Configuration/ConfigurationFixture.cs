using System.Text.Json;
using System.Text.Json.Nodes;
using SentinelEvents.Worker.Configuration;

namespace SentinelEvents.Unit.Configuration;

/// <summary>A directory of its own for the files of one test, and short ways to read a configuration from there.</summary>
public abstract class ConfigurationFixture : IDisposable
{
    /// <summary>A secret of the right form.</summary>
    protected const string GoodSecret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private static int readings;

    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("sentinel-events-configuration-");

    public void Dispose()
    {
        directory.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    protected string WriteFile(string name, string text)
    {
        var path = PathOf(name);
        File.WriteAllText(path, text);
        return path;
    }

    protected string PathOf(string name) => Path.Combine(directory.FullName, name);

    protected ConfigurationResult Read(string json, string[]? commandLine = null, string environmentPrefix = "SENTINELEVENTS_NONE__") =>
        ConfigurationReader.Read(
            new ConfigurationSources { File = WriteFile("test.json", json), CommandLine = commandLine ?? [], EnvironmentPrefix = environmentPrefix },
            TestKinds.All);

    /// <summary>The smallest good configuration, changed by settings that win over it: on the command line, secrets in the environment.</summary>
    protected ConfigurationResult ReadWith(params string[] settings)
    {
        var prefix = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"SENTINELEVENTS_READ{Interlocked.Increment(ref readings)}__");
        var secrets = settings.Where(setting => SecretKeys.Hides(setting.Split('=')[0])).ToDictionary(setting => prefix + setting.Split('=')[0].Replace(":", "__", StringComparison.Ordinal), setting => setting.Split('=', 2)[1]);
        try
        {
            foreach (var (name, value) in secrets)
            {
                Environment.SetEnvironmentVariable(name, value);
            }

            return Read(Good().ToJsonString(), [.. settings.Where(setting => !SecretKeys.Hides(setting.Split('=')[0])).Select(setting => $"--{setting}")], prefix);
        }
        finally
        {
            foreach (var name in secrets.Keys)
            {
                Environment.SetEnvironmentVariable(name, null);
            }
        }
    }

    protected ConfigurationResult ReadWith(Action<JsonObject> change)
    {
        var json = Good();
        change(json);
        return Read(json.ToJsonString());
    }

    protected static SentinelEventsOptions GoodOptions(ConfigurationResult result) =>
        result switch
        {
            ConfigurationResult.Good good => good.Options,
            ConfigurationResult.Bad bad => throw new Xunit.Sdk.XunitException(string.Join('\n', bad.Mistakes)),
            _ => throw new InvalidOperationException(),
        };

    protected static IReadOnlyList<ConfigurationMistake> Mistakes(ConfigurationResult result) => Assert.IsType<ConfigurationResult.Bad>(result).Mistakes;

    protected static ConfigurationMistake OnlyMistake(ConfigurationResult result) => Assert.Single(Mistakes(result));

    protected static JsonObject Good() => JsonNode.Parse(
        """
        {
          "Clusters": [{ "Name": "local", "Sentinels": ["127.0.0.1:26379", "127.0.0.1:26380"] }],
          "Destinations": {
            "mail": { "Kind": "Email", "From": "sentinel@example.org", "To": ["ops@example.org"] },
            "hook": { "Kind": "Webhook", "Url": "http://127.0.0.1:9000/hook" }
          }
        }
        """,
        documentOptions: new JsonDocumentOptions { AllowTrailingCommas = true })!.AsObject();
}
