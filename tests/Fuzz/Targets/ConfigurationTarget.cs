using System.Text.Json;
using System.Text.Json.Nodes;
using SentinelEvents.Contracts;
using SentinelEvents.Fuzz.Inputs;
using SentinelEvents.Worker.Configuration;
using SentinelEvents.Worker.Notifications;

namespace SentinelEvents.Fuzz.Targets;

/// <summary>The configuration file, and settings of the command line in the lines after one that says <c>--</c>.</summary>
internal sealed class ConfigurationTarget : FuzzTarget
{
    private const string Between = "\n--\n";

    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    private static readonly string[] Documents = [.. Corpus.Files("configurations").Where(text => text.Contains("Clusters", StringComparison.Ordinal) && !text.Contains("draft-07", StringComparison.Ordinal)).Select(text => JsonNode.Parse(text, null, Lenient)!.ToJsonString()), Whole];

    private const string Whole =
        """
        {"Clusters":[{"Name":"local","Sentinels":["127.0.0.1:26379","[::1]:26380"],"Masters":["cache-*","my?"],"User":"sentinel-events","Password":"pl4nted-s3cret","Racks":{"10.0.0.1":"rack-1","::1":"rack-2"},"Agreement":"Majority",
        "SilenceLimit":"00:00:06","Tls":{"Enabled":true,"ServerName":"redis.example.org"},"DataNodes":{"Read":true,"User":"x","Password":"pl4nted-s3cret"}}],
        "Journal":{"Provider":"Postgres","ConnectionString":"Host=db;Database=d;Username=u;Password=pl4nted-s3cret","Retention":"90.00:00:00"},
        "Bus":{"Transport":"RabbitMq","RabbitMq":{"Uri":"amqp://u:pl4nted-s3cret@broker:5672/v"}},
        "Destinations":{"mail":{"Kind":"Email","From":"a@example.org","To":["b@example.org"],"Smtp":{"Host":"smtp.example.org","Port":587,"Security":"StartTls","User":"u","Password":"pl4nted-s3cret"},"TimeZone":"Europe/Berlin","Locale":"de-DE"},
        "hook":{"Kind":"Webhook","Url":"https://u:pl4nted-s3cret@hooks.example.org/x","Secrets":["whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="],"Timeout":"00:00:10"},
        "own":{"Kind":"Webhook","Format":"Template","Url":"http://127.0.0.1:1/","Template":"{\"text\": {{ headline | json }}}","ContentType":"application/json"},
        "alive":{"Kind":"Heartbeat","Url":"https://hc.example.org/pl4nted-s3cret","Interval":"00:01:00"}},
        "Routes":[{"Match":{"Clusters":["*"],"Masters":["*"],"Kinds":["MasterDown"],"MinSeverity":"Warning","Agreement":["Majority"]},"To":["mail","hook"],"Continue":true,"GroupWait":"00:00:30","GroupBy":"Host","RepeatInterval":"04:00:00","FlapWait":"00:00:30"}],
        "Silences":[{"Name":"patching","Match":{"Masters":["cache-*"]},"Cron":"0 0 3 ? * SUN","Duration":"02:00:00","TimeZone":"Europe/Berlin","Author":"ada"},{"Name":"once","Start":"2026-12-24T22:00:00Z","End":"2026-12-24T23:00:00+01:00"}],
        "Reports":[{"Name":"daily","Cron":"0 0 8 * * ?","TimeZone":"Europe/Berlin","Clusters":["*"],"To":["mail"]}],
        "Http":{"Url":"http://127.0.0.1:8080","ApiKey":"pl4nted-s3cret-pl4nted-s3cret"},"Telemetry":{"Otlp":{"Endpoint":"http://127.0.0.1:4317","Headers":"authorization=pl4nted-s3cret"}},"Logging":{"Format":"Text"}}
        """;

    private static readonly string[] Settings =
    [
        "--Bus:Transport=RabbitMq", "--Clusters:0:Name=other", "--Clusters:0:Sentinels:2=127.0.0.1:3", "--Clusters:00:Name=x", "--Http:Url=http://*:1", "--Destinations:mail:To:0=c@example.org", "--Destinations:x:Kind=Email", "--Routes:0:To:0=bus",
        "--Clusters:0:Racks:fe80:::1=r", "--Silences:0:Cron=* * * * * *", "--:=", "--a:b", "--Clusters=", "--Journal:Provider=", "--Clusters:0:Racks:a:b:c:d=e", "--CLUSTERS:0:NAME=twice",
    ];

    private static readonly string[] Keys =
        [.. KeysOf(OptionsShape.OfRecord(typeof(SentinelEventsOptions))).Concat(NotificationsRegistration.Kinds.SelectMany(kind => KeysOf(OptionsShape.OfRecord(kind.Options)))).Distinct(), "$schema", "Kind", "mail", "0", "a:b", "Clusters:0:Name"];

    private static readonly IReadOnlyList<byte[]> Seeds = [.. Documents.Select(Corpus.Bytes)];

    private static readonly ThreadLocal<ConfigurationFolder> Folders = new(() => new ConfigurationFolder());

    public override string Name => "configuration";

    public override string Reads => "the configuration file, its twins and settings of the command line; those of the environment are read by the same code";

    public override IReadOnlyList<Type> Parsers =>
        [typeof(ConfigurationReader), typeof(OptionsBinder), typeof(JsonConfigurationText), typeof(CommandLineConfiguration), typeof(SmallTextFile), typeof(FileTwins), typeof(TemplateFiles), typeof(SentinelEventsValidator)];

    public override int Weight => 4;

    public override TimeSpan Patience => TimeSpan.FromMilliseconds(500);

    public override long Room(int length) => (64L * 1024 * 1024) + (16 * 1024L * length);

    public override byte[] Make(Random chance)
    {
        var document = chance.Pick(Documents);
        var damaged = chance.Next(8) switch
        {
            0 => Damage.Of(chance, Corpus.Bytes(document), Keys, Seeds),
            1 => Corpus.Bytes(document),
            < 5 => JsonDamage.Values(chance, document),
            _ => JsonDamage.Of(chance, document, Keys),
        };
        var settings = Enumerable.Range(0, chance.OneIn(3) ? chance.Small(5) : 0)
            .Select(_ => chance.OneIn(3) ? $"--{chance.Pick(Keys)}:{chance.Pick(Keys)}={Hostile.Text(chance)}" : chance.Pick(Settings))
            .Select(setting => setting.Replace('\n', ' '));
        return [.. damaged, .. Corpus.Bytes(string.Concat(settings.Select(setting => "\n" + setting).Prepend(Between.TrimEnd('\n'))))];
    }

    public override string Try(byte[] input)
    {
        var at = input.AsSpan().LastIndexOf(Corpus.Bytes(Between));
        var document = at < 0 ? input : input[..at];
        var arguments = at < 0 ? [] : Corpus.Lines(input[(at + Between.Length)..]);
        var folder = Folders.Value!;
        switch (ConfigurationReader.Read(new ConfigurationSources { File = folder.Keep(document), EnvironmentPrefix = "NONE_OF_THIS_NAME__", CommandLine = CommandLineConfiguration.Split(arguments).Settings }, NotificationsRegistration.Kinds))
        {
            case ConfigurationResult.Bad bad:
                var mayTell = !OnlyWhereItIsKept(Corpus.Text(document)) || arguments.Any(argument => argument.Contains(Promise.Secret, StringComparison.OrdinalIgnoreCase));
                Promise.Hold(bad.Mistakes.Count > 0, "a configuration is refused for a reason", () => "none");
                foreach (var mistake in bad.Mistakes)
                {
                    Promise.IsVisible(mistake.ToString(), "a mistake");
                    Promise.Hold(mistake.Cure.Length > 0 && mistake.Problem.Length > 0, "a mistake has a cure", mistake.ToString);
                    if (!mayTell)
                    {
                        Promise.KeepsTheSecret(mistake.ToString(), "a mistake");
                    }
                }

                return "mistakes";
            case ConfigurationResult.Good good:
                Promise.Hold(good.Options.Clusters.Count > 0, "a good configuration has clusters", () => "none");
                Promise.KeepsTheSecret(good.Options.ToString() + string.Concat(good.Options.Destinations.Values) + string.Concat(good.Options.Clusters), "options as text");
                _ = good.Options.Routes?.Select(route => route.Match.Matches(Worker.Events.SampleEvents.Of(EventKind.MasterDown))).ToList();
                return Accepted;
            default:
                throw new BrokenPromiseException("a configuration is good or bad", "neither");
        }
    }

    /// <summary>Whether every secret stands under a key that says that it is one.</summary>
    private static bool OnlyWhereItIsKept(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Lenient);
            return IsKept(document.RootElement, "");
        }
        catch (JsonException)
        {
            return true;
        }
    }

    private static bool IsKept(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().All(field => !Holds(field.Name) && IsKept(field.Value, $"{path}:{field.Name}")),
        JsonValueKind.Array => element.EnumerateArray().Index().All(item => IsKept(item.Item, $"{path}:{item.Index}")),
        JsonValueKind.String => !Holds(Text(element)) || SecretKeys.Hides(path.TrimStart(':')),
        _ => true,
    };

    private static bool Holds(string text) => text.Contains(Promise.Secret, StringComparison.OrdinalIgnoreCase);

    private static string Text(JsonElement element)
    {
        try
        {
            return element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair.
            return "";
        }
    }

    private static IEnumerable<string> KeysOf(OptionsShape shape) => shape switch
    {
        OptionsShape.Record record => record.Properties.SelectMany(property => KeysOf(property.Shape).Prepend(property.Name)),
        OptionsShape.ListOf list => KeysOf(list.Item),
        OptionsShape.MapOf map => KeysOf(map.Item),
        _ => [],
    };

    /// <summary>A file that is written anew for each input of a thread.</summary>
    private sealed class ConfigurationFolder
    {
        private readonly string file = Path.Combine(Directory.CreateTempSubdirectory("sentinel-events-fuzz-").FullName, "configuration.json");

        public string Keep(byte[] document)
        {
            File.WriteAllBytes(file, document);
            return file;
        }
    }
}
