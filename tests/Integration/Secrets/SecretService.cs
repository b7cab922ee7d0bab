using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Npgsql;
using SentinelEvents.Lab;
using SentinelEvents.Worker.Notifications.Webhook;

namespace SentinelEvents.Integration.Secrets;

/// <summary>One service with a secret at each key that holds one, and all who are told by it.</summary>
internal sealed class SecretService : IAsyncDisposable
{
    private const string SignatureHeader = "webhook-signature";
    private const string TokenHeader = "x-otlp-token";
    private const string Telemetry = "otlp";

    private readonly Dictionary<string, PlantedSecret> byPath = new(StringComparer.Ordinal);
    private readonly LabDirectory directory;
    private WorkerProcess? worker;

    private SecretService(GivenBy by, LabDirectory directory, WebhookSink sink)
    {
        (this.directory, Sink) = (directory, sink);
        Configuration = new SecretConfiguration(by, directory);
        Root = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePorts.Take()}"));
    }

    public SecretConfiguration Configuration { get; }

    public string Name => Configuration.Name;

    public WebhookSink Sink { get; }

    public Uri Root { get; }

    public WorkerProcess Worker => worker ?? throw new LabException("The service was never started.");

    /// <summary>What its script was given, as arguments and in its environment.</summary>
    public string ScriptOutput => File.Exists(ScriptFile + ".out") ? File.ReadAllText(ScriptFile + ".out") : "";

    private string ScriptFile => directory.File($"{Name}.sh");

    /// <summary>The secret at a key, as in <c>Destinations:mail:Smtp:Password</c>.</summary>
    public PlantedSecret this[string path] => byPath[path];

    /// <summary>Makes the configuration.</summary>
    /// <param name="by">How the secrets are given.</param>
    /// <param name="directory">For files.</param>
    /// <param name="sink">Whom webhooks, heartbeats, metrics and traces go to.</param>
    /// <param name="deployment">What is watched.</param>
    /// <param name="broker">Where the bus is.</param>
    /// <param name="busPassword">Of the user there, who is called as the service.</param>
    /// <param name="smtp">The mail server.</param>
    /// <param name="mailPassword">Of the user there.</param>
    /// <param name="journal">The database with its user and without a password; null: the journal is a file.</param>
    public static SecretService Plan(
        GivenBy by,
        LabDirectory directory,
        WebhookSink sink,
        RedisDeployment deployment,
        RabbitMqServer broker,
        PlantedSecret busPassword,
        SmtpServer smtp,
        PlantedSecret mailPassword,
        NpgsqlConnectionStringBuilder? journal)
    {
        var service = new SecretService(by, directory, sink);
        service.Write(deployment, broker, busPassword, smtp, mailPassword, journal);
        return service;
    }

    public async Task StartAsync() => worker = await WorkerProcess.StartAsync(new WorkerSettings { Configuration = Configuration.Json, Environment = Configuration.Environment });

    /// <summary>Runs a command with the same configuration and the same environment.</summary>
    public Task<WorkerCommand> RunAsync(TimeSpan deadline, params IReadOnlyList<string> arguments) =>
        WorkerCommand.RunAsync(Worker.WorkingDirectory, [.. arguments, "--config", Worker.ConfigurationFile], deadline, Configuration.Environment);

    public Uri At(string path) => new(Root, path);

    /// <summary>Requests that came for a destination.</summary>
    public IReadOnlyList<RecordedRequest> RequestsOf(string destination) => [.. Sink.Requests.Where(request => NameOf(request) == destination)];

    /// <summary>A request without what has to be in it: the secrets of its own destination, where these belong, and the signature.</summary>
    public string Shown(RecordedRequest request)
    {
        var name = NameOf(request);
        var own = name == Telemetry ? byPath["Telemetry:Otlp:Endpoint"] : byPath.GetValueOrDefault($"Destinations:{name}:Url") ?? byPath[$"Destinations:{name.Replace("-fail", "", StringComparison.Ordinal)}:FailUrl"];
        var text = new StringBuilder().Append(request.Method).Append(' ').AppendLine(request.Path.Replace(own.Core, "", StringComparison.Ordinal));
        foreach (var (header, value) in request.Headers)
        {
            if (!header.Equals(SignatureHeader, StringComparison.OrdinalIgnoreCase)
                && !(header.Equals("Authorization", StringComparison.OrdinalIgnoreCase) && value == Credentials(own))
                && !(name == Telemetry && header == TokenHeader))
            {
                text.Append(header).Append(": ").AppendLine(value);
            }
        }

        var body = Encoding.Latin1.GetString(request.Body.Span);
        return text.Append(byPath.TryGetValue($"Destinations:{name}:RoutingKey", out var key) ? body.Replace($"\"routing_key\":\"{key.Core}\"", "", StringComparison.Ordinal) : body).ToString();
    }

    /// <summary>What its receivers saw of each secret that they have to see: that it was in use.</summary>
    public void AssertReceivedInUse()
    {
        foreach (var format in Enum.GetNames<WebhookFormat>())
        {
            var url = byPath[$"Destinations:{format}:Url"];
            var requests = RequestsOf(format);
            Assert.True(requests.Count > 0, $"{Name}: nothing came for {format}.");
            Assert.All(requests, request => Assert.Equal(Credentials(url), request.Header("Authorization")));
        }

        Assert.All(RequestsOf(nameof(WebhookFormat.CloudEvents)), request =>
            Assert.Equal(SignatureVerdict.Valid, WebhookSignature.Verify(request, SigningSecret(byPath[$"Destinations:{WebhookFormat.CloudEvents}:Secrets"]))));
        Assert.All(RequestsOf(nameof(WebhookFormat.PagerDuty)), request =>
            Assert.Contains($"\"routing_key\":\"{byPath[$"Destinations:{WebhookFormat.PagerDuty}:RoutingKey"].Core}\"", request.Text, StringComparison.Ordinal));
        Assert.Contains(Sink.Requests, request => request.Path.Contains(byPath["Destinations:alive:Url"].Core, StringComparison.Ordinal));
        Assert.Contains(Sink.Requests, request => request.Path.Contains(byPath["Destinations:alive:FailUrl"].Core, StringComparison.Ordinal));
        foreach (var signal in new[] { "/v1/traces", "/v1/metrics" })
        {
            Assert.Contains(RequestsOf(Telemetry), request =>
                request.Path == $"/{Telemetry}/{byPath["Telemetry:Otlp:Endpoint"].Core}{signal}" && request.Header(TokenHeader) == byPath["Telemetry:Otlp:Headers"].Core);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (worker is not null)
        {
            await worker.DisposeAsync();
        }
    }

    private static string NameOf(RecordedRequest request) => request.Path.Split('/')[1];

    private static string SigningSecret(PlantedSecret secret) => "whsec_" + secret.Core;

    private static string Credentials(PlantedSecret secret) => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"ada:{secret.Core}"));

    private void Write(RedisDeployment deployment, RabbitMqServer broker, PlantedSecret busPassword, SmtpServer smtp, PlantedSecret mailPassword, NpgsqlConnectionStringBuilder? journal)
    {
        Configuration.Set("Clusters", new JsonArray(ClusterOf(deployment, Name)));
        Plant("Clusters:0:Password");
        Plant("Clusters:0:DataNodes:Password");
        if (journal is not null)
        {
            Configuration.Set("Journal:Provider", "Postgres");
            Plant("Journal:ConnectionString", secret => new NpgsqlConnectionStringBuilder(journal.ConnectionString) { Password = secret.Password }.ConnectionString);
        }

        Configuration.Set("Bus:Transport", "RabbitMq");
        Plant("Bus:RabbitMq:Uri", secret => string.Create(CultureInfo.InvariantCulture, $"amqp://{Name}:{Uri.EscapeDataString(secret.Password)}@127.0.0.1:{broker.Port}/"), busPassword);
        foreach (var format in Enum.GetValues<WebhookFormat>())
        {
            Configuration.Set($"Destinations:{format}", new JsonObject { ["Kind"] = "Webhook", ["Format"] = format.ToString() });
            Plant($"Destinations:{format}:Url", secret => UrlOf(format.ToString(), secret));
        }

        Plant($"Destinations:{WebhookFormat.CloudEvents}:Secrets", SigningSecret);
        Plant($"Destinations:{WebhookFormat.PagerDuty}:RoutingKey", secret => secret.Core);
        Configuration.Set($"Destinations:{WebhookFormat.Template}:Template", """{ "what": "{{ event.kind }}" }""");
        Configuration.Set("Destinations:mail", new JsonObject
        {
            ["Kind"] = "Email",
            ["From"] = "sentinel@example.org",
            ["To"] = new JsonArray("ops@example.org"),
            ["Smtp"] = new JsonObject { ["Port"] = smtp.Port, ["User"] = Name },
        });
        Plant("Destinations:mail:Smtp:Password", known: mailPassword);
        Configuration.Set("Destinations:alive", new JsonObject { ["Kind"] = "Heartbeat", ["Interval"] = "00:00:05" });
        Plant("Destinations:alive:Url", secret => UrlOf("alive", secret));
        Plant("Destinations:alive:FailUrl", secret => UrlOf("alive-fail", secret));
        File.WriteAllText(ScriptFile, $"#!/bin/sh\n{{ echo \"$0 $*\"; env; }} >> {ScriptFile}.out\n");
        if (OperatingSystem.IsLinux())
        {
            File.SetUnixFileMode(ScriptFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        Configuration.Set("Destinations:hand", new JsonObject { ["Kind"] = "Script", ["Path"] = ScriptFile });

        var told = Configuration.Json["Destinations"]!.AsObject().Select(destination => destination.Key).ToList();
        Configuration.Set("Routes", new JsonArray(new JsonObject { ["To"] = new JsonArray([.. told.Select(name => JsonValue.Create(name))]), ["FlapWait"] = "00:00:00" }));
        Configuration.Set("Reports", new JsonArray(new JsonObject { [nameof(Name)] = "often", ["Cron"] = "0/10 * * * * ?", ["To"] = new JsonArray("mail", "alive", nameof(WebhookFormat.CloudEvents)) }));
        Configuration.Set("Http:Url", Root.GetLeftPart(UriPartial.Authority));
        Plant("Http:ApiKey", secret => secret.Core + "-~!");
        Configuration.Set("Telemetry:Otlp:Protocol", "HttpProtobuf");
        Plant("Telemetry:Otlp:Endpoint", secret => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Sink.Port}/{Telemetry}/{secret.Core}"));
        Plant("Telemetry:Otlp:Headers", secret => $"{TokenHeader}={secret.Core}");
        Configuration.Set("Logging:Format", Configuration.By == GivenBy.Environment ? "Json" : "Text");
    }

    /// <summary>A cluster whose users are called so.</summary>
    public static JsonObject ClusterOf(RedisDeployment deployment, string name) => new()
    {
        [nameof(Name)] = name,
        ["Sentinels"] = new JsonArray([.. deployment.SentinelAddresses.Select(address => JsonValue.Create(address))]),
        ["User"] = name,
        ["DataNodes"] = new JsonObject { ["User"] = name },
    };

    private void Plant(string path, Func<PlantedSecret, string>? write = null, PlantedSecret? known = null) => byPath[path] = Configuration.Plant(path, write, known);

    private string UrlOf(string name, PlantedSecret secret) => string.Create(CultureInfo.InvariantCulture, $"http://ada:{secret.Core}@127.0.0.1:{Sink.Port}/{name}/{secret.Core}/api/v2/alerts?token={secret.Core}");
}
