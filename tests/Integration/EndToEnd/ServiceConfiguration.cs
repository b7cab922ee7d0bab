using System.Text.Json.Nodes;
using SentinelEvents.Lab;

namespace SentinelEvents.Integration.EndToEnd;

/// <summary>Configurations as an operator would write them.</summary>
internal static class ServiceConfiguration
{
    public const string WebhookSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    /// <summary>A cluster and nothing else: the bus is in memory, and there are no destinations.</summary>
    public static JsonObject Of(string cluster, IEnumerable<string> sentinels) => new()
    {
        ["Clusters"] = new JsonArray(new JsonObject
        {
            ["Name"] = cluster,
            ["Sentinels"] = new JsonArray([.. sentinels.Select(address => JsonValue.Create(address))]),
        }),
        ["Destinations"] = new JsonObject(),
        ["Http"] = new JsonObject { ["Url"] = $"http://127.0.0.1:{FreePorts.Take()}" },
    };

    public static JsonObject WithBus(this JsonObject configuration, Uri broker)
    {
        configuration["Bus"] = new JsonObject { ["Transport"] = "RabbitMq", ["RabbitMq"] = new JsonObject { ["Uri"] = broker.ToString() } };
        return configuration;
    }

    public static JsonObject WithWebhook(this JsonObject configuration, string name, WebhookSink sink, int timeoutSeconds = 10) =>
        configuration.WithWebhook(name, sink.Port, timeoutSeconds);

    public static JsonObject WithWebhook(this JsonObject configuration, string name, int port, int timeoutSeconds) =>
        configuration.With(name, new JsonObject
        {
            ["Kind"] = "Webhook",
            ["Url"] = $"http://127.0.0.1:{port}/hook",
            ["Secrets"] = new JsonArray(WebhookSecret),
            ["Timeout"] = $"00:00:{timeoutSeconds:00}",
        });

    public static JsonObject WithMail(this JsonObject configuration, string name, SmtpServer smtp) =>
        configuration.With(name, new JsonObject
        {
            ["Kind"] = "Email",
            ["From"] = "sentinel@example.org",
            ["To"] = new JsonArray("ops@example.org"),
            ["Smtp"] = new JsonObject { ["Host"] = "127.0.0.1", ["Port"] = smtp.Port },
        });

    /// <summary>Destinations of people, too, are told at once of what comes and goes.</summary>
    public static JsonObject WithoutDamping(this JsonObject configuration)
    {
        configuration["Routes"] = new JsonArray(new JsonObject
        {
            ["To"] = new JsonArray([.. configuration["Destinations"]!.AsObject().Select(destination => JsonValue.Create(destination.Key))]),
            ["FlapWait"] = "00:00:00",
        });
        return configuration;
    }

    public static JsonObject WithScript(this JsonObject configuration, string name, string path, string form) =>
        configuration.With(name, new JsonObject { ["Kind"] = "Script", ["Path"] = path, ["Form"] = form });

    /// <summary>Sets a key of the only cluster.</summary>
    public static JsonObject WithCluster(this JsonObject configuration, string key, JsonNode value)
    {
        configuration["Clusters"]![0]![key] = value;
        return configuration;
    }

    private static JsonObject With(this JsonObject configuration, string name, JsonObject destination)
    {
        configuration["Destinations"]![name] = destination;
        return configuration;
    }
}
