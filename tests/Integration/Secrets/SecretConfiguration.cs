using System.Globalization;
using System.Text.Json.Nodes;
using SentinelEvents.Lab;
using SentinelEvents.Worker.Configuration;

namespace SentinelEvents.Integration.Secrets;

/// <summary>A configuration with secrets, and what goes with it: files and variables.</summary>
internal sealed class SecretConfiguration(GivenBy by, LabDirectory directory)
{
    private readonly List<(string Key, GivenBy By, PlantedSecret Secret)> planted = [];

    public GivenBy By => by;

    /// <summary>As the cluster and the users are called.</summary>
    public string Name { get; } = "by" + by.ToString().ToLowerInvariant();

    public JsonObject Json { get; } = [];

    public Dictionary<string, string?> Environment { get; } = new()
    {
        // What is to be seen of what is exported comes soon.
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "1000",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "500",

        // Whoever lives for a minute need not watch how it runs to run faster.
        ["DOTNET_TieredPGO"] = "0",
    };

    /// <summary>By key, with <c>*</c> for an entry of a list and a kind for a destination.</summary>
    public IReadOnlyList<(string Key, GivenBy By, PlantedSecret Secret)> Planted => planted;

    /// <summary>Gives a key a secret of its own.</summary>
    /// <param name="path">As in <c>Clusters:0:Password</c>.</param>
    /// <param name="write">The value that holds it; null: as a password.</param>
    /// <param name="known">The secret, where somebody else has to know it; null: a new one.</param>
    public PlantedSecret Plant(string path, Func<PlantedSecret, string>? write = null, PlantedSecret? known = null)
    {
        var segments = path.Split(':');
        var key = KeyOf(segments);
        var how = by == GivenBy.File && !SecretKeyList.Secrets.Single(secret => secret.Key == key).HasFile ? GivenBy.Environment : by;
        var secret = known ?? PlantedSecret.At($"{key} ({(how == by ? by : $"{how}, of the service {by}")})");
        var value = write is null ? secret.Password : write(secret);
        planted.Add((key, how, secret));
        var isList = segments[^1] == "Secrets";
        switch (how)
        {
            case GivenBy.File:
                var file = directory.File(string.Join('-', segments));
                File.WriteAllText(file, value);
                Set([.. segments[..^1], segments[^1] + "File"], file);
                break;
            case GivenBy.Environment:
                Environment[$"SENTINELEVENTS__{string.Join("__", segments)}{(isList ? "__0" : "")}"] = value;
                break;
            default:
                Set(segments, isList ? new JsonArray(value) : value);
                break;
        }

        return secret;
    }

    /// <summary>Sets what is no secret.</summary>
    public void Set(string path, JsonNode value) => Set(path.Split(':'), value);

    /// <summary>A configuration in which each key that holds a secret holds something else, with another secret in it.</summary>
    /// <param name="configuration">What is spoiled; it stays as it is.</param>
    /// <param name="where">What was done, for the text of a failure.</param>
    /// <param name="make">From the secret to what is written.</param>
    public static (JsonObject Json, IReadOnlyList<PlantedSecret> Planted) Spoil(JsonObject configuration, string where, Func<PlantedSecret, JsonNode> make)
    {
        var spoiled = configuration.DeepClone().AsObject();
        List<PlantedSecret> planted = [];
        foreach (var (parent, name, path) in Places(spoiled, "").ToList())
        {
            var secret = PlantedSecret.At($"{path} ({where})");
            planted.Add(secret);
            parent[name] = make(secret);
        }

        return (spoiled, planted);
    }

    private static IEnumerable<(JsonObject Parent, string Name, string Path)> Places(JsonNode node, string path) => node switch
    {
        JsonObject record => record.ToList().SelectMany(entry =>
            SecretKeys.Hides(path + entry.Key) ? [(record, entry.Key, path + entry.Key)]
            : entry.Value is null ? []
            : Places(entry.Value, $"{path}{entry.Key}:")),
        JsonArray list => list.Index().Where(place => place.Item is not null).SelectMany(place => Places(place.Item!, string.Create(CultureInfo.InvariantCulture, $"{path}{place.Index}:"))),
        _ => [],
    };

    private string KeyOf(string[] segments) => string.Join(':', segments.Index().Select(segment =>
        segment.Index != 1 ? segment.Item
        : segments[0] == "Clusters" ? "*"
        : segments[0] == "Destinations" ? Json["Destinations"]![segment.Item]!["Kind"]!.GetValue<string>()
        : segment.Item));

    private void Set(string[] segments, JsonNode value)
    {
        JsonNode place = Json;
        foreach (var (index, segment) in segments[..^1].Index())
        {
            var next = int.TryParse(segments[index + 1], CultureInfo.InvariantCulture, out _) ? (JsonNode)new JsonArray() : new JsonObject();
            if (place is JsonArray list)
            {
                var number = int.Parse(segment, CultureInfo.InvariantCulture);
                while (list.Count <= number)
                {
                    list.Add(next);
                }

                place = list[number]!;
            }
            else
            {
                place = place[segment] ??= next;
            }
        }

        place[segments[^1]] = value;
    }
}
