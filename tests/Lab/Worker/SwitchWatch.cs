using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using SentinelEvents.Contracts;

namespace SentinelEvents.Lab;

/// <summary>A worker that watches one deployment and sends its switches, and nothing else, to a webhook and, if asked for, as mails to a directory.</summary>
public sealed class SwitchWatch : IAsyncDisposable
{
    public const string Cluster = "local";

    private readonly LabDirectory directory = LabDirectory.Create("watch");
    private readonly int port = FreePorts.Take();
    private WorkerProcess? worker;

    private SwitchWatch()
    {
    }

    /// <summary>What the webhook is signed with.</summary>
    public string Secret { get; } = "whsec_" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    public string JournalFile => directory.File("sentinel-events.db");

    public string MailDirectory => directory.File("mail");

    /// <summary>The status page; the API and the metrics are below it.</summary>
    public Uri Page => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/"));

    public Uri Health => new(Page, "health/ready");

    public WorkerProcess Worker => worker ?? throw new LabException("The worker was never started.");

    /// <summary>Returns once the worker hears every sentinel and follows the master.</summary>
    public static Task<SwitchWatch> StartAsync(
        RedisDeployment deployment, Uri hook, MailUse mail, Uri? rabbit, string? program, TimeSpan deadline, CancellationToken cancellation = default) =>
        StartAsync(
            watch => watch.Configuration(deployment.SentinelAddresses, hook, mail, rabbit), deployment.Sentinels.Count, deployment.MasterNames, program, deadline, cancellation);

    /// <summary>The same of simulated sentinels, behind which there are no data nodes to ask.</summary>
    /// <param name="deployment">What is watched.</param>
    /// <param name="hook">Who is told of switches.</param>
    /// <param name="reports">When a report goes by mail to a directory, as cron; null: never.</param>
    /// <param name="rabbit">The broker of the bus; null: the bus is in memory.</param>
    /// <param name="program">The worker's sentinel-events.dll; null: the one that was built with the lab.</param>
    /// <param name="deadline">How long the start may take.</param>
    /// <param name="cancellation">Ends the start.</param>
    internal static Task<SwitchWatch> StartAsync(SimulatedDeployment deployment, Uri hook, string? reports, Uri? rabbit, string? program, TimeSpan deadline, CancellationToken cancellation) =>
        StartAsync(
            watch =>
            {
                var configuration = watch.Configuration(deployment.SentinelAddresses, hook, MailUse.None, rabbit);
                if (reports is not null)
                {
                    configuration["Destinations"]!["mail"] = watch.MailToDirectory();
                    configuration["Reports"] = new JsonArray(new JsonObject { ["Name"] = "scheduled", ["Cron"] = reports, ["To"] = new JsonArray("mail") });
                }

                configuration["Clusters"]![0]!["DataNodes"] = new JsonObject { ["Enabled"] = false };
                return configuration;
            },
            deployment.Sentinels.Count,
            [.. deployment.Masters.Select(master => master.Name)],
            program,
            deadline,
            cancellation);

    private static async Task<SwitchWatch> StartAsync(
        Func<SwitchWatch, JsonObject> configuration, int sentinels, IReadOnlyList<string> masters, string? program, TimeSpan deadline, CancellationToken cancellation)
    {
        var watch = new SwitchWatch();
        try
        {
            watch.worker = await WorkerProcess.StartAsync(new WorkerSettings { Configuration = configuration(watch), Program = program }).ConfigureAwait(false);
            await watch.WaitUntilReadyAsync(sentinels, masters, deadline, cancellation).ConfigureAwait(false);
            return watch;
        }
        catch
        {
            await watch.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (worker is not null)
        {
            await worker.DisposeAsync().ConfigureAwait(false);
        }

        await directory.DisposeAsync().ConfigureAwait(false);
    }

    private JsonObject Configuration(IReadOnlyList<string> sentinels, Uri hook, MailUse mail, Uri? rabbit)
    {
        var destinations = new JsonObject
        {
            ["hook"] = new JsonObject { ["Kind"] = "Webhook", ["Url"] = hook.ToString(), ["Secrets"] = new JsonArray(Secret) },
        };
        if (mail == MailUse.Directory)
        {
            destinations["mail"] = MailToDirectory();
        }

        return new JsonObject
        {
            ["Clusters"] = new JsonArray(new JsonObject
            {
                ["Name"] = Cluster,
                ["Sentinels"] = new JsonArray([.. sentinels.Select(address => JsonValue.Create(address))]),
            }),
            ["Journal"] = new JsonObject { ["Provider"] = "Sqlite", ["ConnectionString"] = $"Data Source={JournalFile}" },
            ["Bus"] = rabbit is null
                ? new JsonObject { ["Transport"] = "InMemory" }
                : new JsonObject { ["Transport"] = "RabbitMq", ["RabbitMq"] = new JsonObject { ["Uri"] = rabbit.ToString() } },
            ["Destinations"] = destinations,
            ["Routes"] = new JsonArray(new JsonObject
            {
                ["Match"] = new JsonObject { ["Kinds"] = new JsonArray(nameof(EventKind.MasterSwitched)) },
                ["To"] = new JsonArray([.. destinations.Select(destination => JsonValue.Create(destination.Key))]),
            }),
            ["Http"] = new JsonObject { ["Url"] = Health.GetLeftPart(UriPartial.Authority) },
        };
    }

    private JsonObject MailToDirectory() => new()
    {
        ["Kind"] = "Email",
        ["From"] = "sentinel-events@example.org",
        ["To"] = new JsonArray("ops@example.org"),
        ["PickupDirectory"] = MailDirectory,
    };

    private async Task WaitUntilReadyAsync(int sentinels, IReadOnlyList<string> masters, TimeSpan deadline, CancellationToken cancellation)
    {
        using var client = new HttpClient();
        var all = string.Create(CultureInfo.InvariantCulture, $"{sentinels} of {sentinels} sentinels seen");
        await Worker.WaitUntilAsync(
            $"is ready, with {all}",
            async token =>
            {
                try
                {
                    using var answer = await client.GetAsync(Health, token).ConfigureAwait(false);
                    var text = await answer.Content.ReadAsStringAsync(token).ConfigureAwait(false);
                    return answer.IsSuccessStatusCode && text.Contains(all, StringComparison.Ordinal) ? null : text;
                }
                catch (HttpRequestException exception)
                {
                    return exception.Message;
                }
            },
            deadline,
            cancellation).ConfigureAwait(false);
        foreach (var master in masters)
        {
            await Worker.WaitForLineAsync(
                $"follows {master}",
                line => line.Contains($"{Cluster}/{master}: master is", StringComparison.Ordinal) && line.EndsWith("now following", StringComparison.Ordinal),
                deadline,
                cancellation).ConfigureAwait(false);
        }
    }
}
