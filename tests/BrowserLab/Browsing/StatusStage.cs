using System.Globalization;
using System.Text.Json.Nodes;

namespace SentinelEvents.Lab;

/// <summary>The service over a real deployment, with everything that its pages can show: reports, a destination that refuses, one that is away, a silence.</summary>
internal sealed class StatusStage : IAsyncDisposable
{
    /// <summary>What writes have to present.</summary>
    internal const string ApiKey = "a-key-of-the-lab-0123456789";

    /// <summary>What every text from outside is replaced by, to see that it stays a text.</summary>
    internal const string Hostile = "<img/src=x/onerror=alert(1)>";

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    private readonly WebhookSink sink;
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(10) };

    private StatusStage(RedisDeployment deployment, WebhookSink sink, WorkerProcess worker, Uri address)
    {
        Deployment = deployment;
        this.sink = sink;
        Worker = worker;
        Address = address;
    }

    internal RedisDeployment Deployment { get; }

    internal WorkerProcess Worker { get; }

    /// <summary>How many requests were refused by the destination that refuses all.</summary>
    internal int Refused => sink.Requests.Count;

    /// <summary>Where the pages are.</summary>
    internal Uri Address { get; }

    /// <param name="masters">Each with two replicas.</param>
    /// <param name="aliases">More names, under which the sentinels are told to monitor the last of the masters.</param>
    /// <param name="cancellation">Gives up.</param>
    internal static async Task<StatusStage> StartAsync(int masters, IReadOnlyList<string> aliases, CancellationToken cancellation)
    {
        var deployment = await RedisDeployment.StartAsync(
            new RedisDeploymentOptions
            {
                Masters = masters,
                DownAfter = TimeSpan.FromSeconds(1),
                FailoverTimeout = TimeSpan.FromSeconds(5),
                ParallelSyncs = 2,
                Pace = SentinelPace.Quick,
            },
            Deadline,
            cancellation).ConfigureAwait(false);
        var sink = await WebhookSink.StartAsync(cancellation).ConfigureAwait(false);
        sink.AnswerWith(_ => new SinkAnswer.Status(400, Body: Hostile));
        foreach (var alias in aliases)
        {
            await MonitorAsync(deployment, alias, cancellation).ConfigureAwait(false);
        }

        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePorts.Take()}"));
        var worker = await WorkerProcess.StartAsync(new WorkerSettings { Configuration = Configure(deployment, sink, address) }).ConfigureAwait(false);
        var stage = new StatusStage(deployment, sink, worker, address);
        try
        {
            await stage.UntilShownAsync("/", "agree", masters + aliases.Count, cancellation).ConfigureAwait(false);
            await stage.UntilShownAsync("/reports", "/reports/", 1, cancellation).ConfigureAwait(false);
            return stage;
        }
        catch
        {
            await stage.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The text of a page, as one gets it who asks.</summary>
    internal Task<string> ReadAsync(string path, CancellationToken cancellation) => http.GetStringAsync(new Uri(Address, path), cancellation);

    /// <summary>Waits until a page names something often enough.</summary>
    internal Task UntilShownAsync(string path, string text, int times, CancellationToken cancellation) => Worker.WaitUntilAsync(
        $"{path} shows “{text}” {times} times",
        async token =>
        {
            try
            {
                var page = await ReadAsync(path, token).ConfigureAwait(false);
                return page.Split(text).Length > times ? null : page;
            }
            catch (HttpRequestException failure)
            {
                return failure.Message;
            }
        },
        Deadline,
        cancellation);

    /// <summary>kill -9 for the master of the first name; returns when the sentinels name another.</summary>
    internal async Task<RedisNode> FailOverAsync(CancellationToken cancellation)
    {
        var old = await Deployment.CurrentMasterAsync(cancellation: cancellation).ConfigureAwait(false);
        await RedisDeployment.StopNodeAsync(old).ConfigureAwait(false);
        return await Deployment.WaitForOtherMasterAsync(old, Deadline, cancellation).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await Worker.DisposeAsync().ConfigureAwait(false);
        await sink.DisposeAsync().ConfigureAwait(false);
        await Deployment.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task MonitorAsync(RedisDeployment deployment, string alias, CancellationToken cancellation)
    {
        var port = (await deployment.CurrentMasterAsync(deployment.MasterNames[^1], cancellation).ConfigureAwait(false)).Port.ToString(CultureInfo.InvariantCulture);
        foreach (var sentinel in deployment.Sentinels)
        {
            var reply = await sentinel.RunAsync(["SENTINEL", "MONITOR", alias, "127.0.0.1", port, "2"], cancellation).ConfigureAwait(false);
            if (reply.Text != "OK")
            {
                throw new LabException($"SENTINEL MONITOR {alias} is answered with {reply.Text}.");
            }
        }
    }

    private static JsonObject Configure(RedisDeployment deployment, WebhookSink sink, Uri address) => new()
    {
        ["Clusters"] = new JsonArray(new JsonObject
        {
            ["Name"] = "prod",
            ["Sentinels"] = new JsonArray([.. deployment.SentinelAddresses.Select(sentinel => JsonValue.Create(sentinel))]),
        }),
        ["Destinations"] = new JsonObject
        {
            ["mail"] = new JsonObject
            {
                ["Kind"] = "Email",
                ["From"] = "sentinel@example.org",
                ["To"] = new JsonArray("ops@example.org"),
                ["PickupDirectory"] = "mail",
            },
            ["refuses"] = Webhook(sink.Port),
            ["away"] = Webhook(FreePorts.Take()),
        },
        ["Routes"] = new JsonArray(new JsonObject { ["To"] = new JsonArray("mail", "refuses", "away") }),
        ["Silences"] = new JsonArray(new JsonObject
        {
            ["Name"] = "sunday-maintenance",
            ["To"] = new JsonArray("mail"),
            ["Cron"] = "0 0 3 ? * SUN",
            ["Duration"] = "02:00:00",
            ["Author"] = "ops",
            ["Comment"] = $"kernel updates {Hostile}",
        }),
        ["Reports"] = new JsonArray(new JsonObject { ["Name"] = "often", ["Cron"] = "0/5 * * * * ?", ["To"] = new JsonArray("mail") }),
        ["Http"] = new JsonObject { ["Url"] = $"http://127.0.0.1:{address.Port}", ["ApiKey"] = ApiKey },
    };

    private static JsonObject Webhook(int port) => new()
    {
        ["Kind"] = "Webhook",
        ["Url"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/hook"),
        ["Secrets"] = new JsonArray("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
    };
}
