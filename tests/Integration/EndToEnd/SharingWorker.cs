using System.Text.Json.Nodes;
using Npgsql;
using SentinelEvents.Lab;

namespace SentinelEvents.Integration.EndToEnd;

/// <summary>
/// One of several workers on one journal: a process with its own way to the database and its own user at the sentinels, so that either can be cut for it alone.
/// (A proxy of its own before a sentinel would not do: it finds the sentinels' addresses through the others.)
/// </summary>
internal sealed class SharingWorker : IAsyncDisposable
{
    private const string Password = "sh4ring";

    /// <summary>Of what it told about itself, the last counts: that it leaves the decisions to another, or that it makes them.</summary>
    private static readonly int[] Decides = [2012, 2013];

    private readonly RedisDeployment deployment;

    private SharingWorker(string name, RunningService service, TcpProxy database, RedisDeployment deployment)
    {
        Name = name;
        Service = service;
        Database = database;
        this.deployment = deployment;
    }

    public string Name { get; }

    public RunningService Service { get; }

    /// <summary>Its way to the database.</summary>
    public TcpProxy Database { get; }

    public WorkerProcess Process => Service.Worker;

    public IReadOnlyList<WorkerLogLine> Log => [.. Process.Process.Lines.Select(WorkerLogLine.TryParse).OfType<WorkerLogLine>()];

    /// <summary>What this process decided and committed.</summary>
    public IReadOnlyList<LoggedEvent> Decided => [.. Log.Select(LoggedEvent.TryRead).OfType<LoggedEvent>()];

    /// <param name="name">What it is called.</param>
    /// <param name="receivers">Whom it tells.</param>
    /// <param name="deployment">What it watches.</param>
    /// <param name="journal">Where the journal is.</param>
    /// <param name="cancellation">Ends the start.</param>
    /// <param name="adjust">What its configuration has beside the usual; null: nothing.</param>
    public static async Task<SharingWorker> StartAsync(
        string name, Receivers receivers, RedisDeployment deployment, SharedJournal journal, CancellationToken cancellation, Action<JsonObject>? adjust = null)
    {
        foreach (var sentinel in deployment.Sentinels)
        {
            await AllowAsync(sentinel, name, cancellation);
        }

        var proxy = TcpProxy.Start(journal.Server.Port);
        var connection = new NpgsqlConnectionStringBuilder(journal.Server.ConnectionString(journal.Database)) { Port = proxy.Port };
        var configuration = receivers.Configuration(deployment)
            .WithCluster("User", name)
            .WithCluster("Password", Password)
            .WithCluster("SilenceLimit", "00:00:03")
            .WithCluster("SnapshotInterval", "00:00:03");
        configuration["Journal"] = new JsonObject
        {
            ["Provider"] = "Postgres",
            ["ConnectionString"] = connection.ConnectionString,
            ["Worker"] = name,
            ["Lease"] = journal.Lease.ToString("c"),
        };
        adjust?.Invoke(configuration);
        return new SharingWorker(name, await RunningService.StartAsync(configuration, deployment), proxy, deployment);
    }

    /// <summary>These sentinels hear nothing of it any more and it nothing of them.</summary>
    public async Task CutFromAsync(IEnumerable<SentinelNode> sentinels, CancellationToken cancellation)
    {
        foreach (var sentinel in sentinels)
        {
            // Not "off": a client that is refused goes on as the default user, who needs no password here.
            await RunAsync(sentinel, ["ACL", "SETUSER", Name, "resetchannels", "-@all"], cancellation);
            await RunAsync(sentinel, ["CLIENT", "KILL", "USER", Name], cancellation);
        }
    }

    /// <summary>Every sentinel lets it in again.</summary>
    public async Task ReunitedAsync(CancellationToken cancellation)
    {
        foreach (var sentinel in deployment.Sentinels)
        {
            await AllowAsync(sentinel, Name, cancellation);
        }
    }

    /// <summary>Waits until its last word about deciding is that it does, or that another does.</summary>
    public Task UntilAsync(bool decides, TimeSpan deadline, CancellationToken cancellation) => Process.WaitUntilAsync(
        decides ? "decides" : "leaves the decisions to another",
        _ => Task.FromResult(Log.LastOrDefault(line => Decides.Contains(line.Number)) is var last && (last is null or { Number: 2013 }) == decides ? null : last?.Message ?? "no word about it"),
        deadline,
        cancellation);

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        await Database.DisposeAsync();
    }

    private static Task AllowAsync(SentinelNode sentinel, string name, CancellationToken cancellation) =>
        RunAsync(sentinel, ["ACL", "SETUSER", name, "on", $">{Password}", "&*", "+@all"], cancellation);

    private static async Task RunAsync(SentinelNode sentinel, IReadOnlyList<string> command, CancellationToken cancellation)
    {
        if (await sentinel.RunAsync(command, cancellation) is RespReply.Error refused)
        {
            throw new LabException($"sentinel {sentinel.Port} refused {string.Join(' ', command.Take(2))}: {refused.Message}");
        }
    }
}
