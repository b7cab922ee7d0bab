using System.Globalization;
using System.Text.Json.Nodes;

namespace SentinelEvents.Lab;

/// <summary>A service that is measured: what it watches is simulated or real, and who is told what is the measurement's business.</summary>
internal sealed class MeasuredWorker : IAsyncDisposable
{
    private const string ObservationsWaiting = "sentinelevents_observations_waiting";
    private const string ObservationsMissed = "sentinelevents_observations_missed_total";

    private readonly LabDirectory directory = LabDirectory.Create("measured");
    private readonly HttpClient client = new();
    private readonly Uri page = new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePorts.Take()}/"));
    private WorkerProcess? worker;
    private int watching;
    private int following;
    private long lastSeen;

    private MeasuredWorker()
    {
    }

    internal string JournalFile => directory.File("sentinel-events.db");

    internal WorkerProcess Worker => worker ?? throw new LabException("The service was never started.");

    /// <summary>From the start of its process until every sentinel was watched and every master followed, by its log.</summary>
    internal TimeSpan StartToWatching { get; private set; }

    internal ProcessFigures Figures => ProcessFigures.Read(Worker.Process.Id);

    /// <summary>Returns once it watches every sentinel and follows every master.</summary>
    /// <param name="program">Its assembly.</param>
    /// <param name="sentinels">What it watches.</param>
    /// <param name="masters">How many masters these have.</param>
    /// <param name="more">What is to stand in its configuration beside clusters, journal and address.</param>
    /// <param name="deadline">For the start.</param>
    /// <param name="cancellation">Ends the start.</param>
    internal static async Task<MeasuredWorker> StartAsync(
        string program, IReadOnlyList<string> sentinels, int masters, Action<JsonObject> more, TimeSpan deadline, CancellationToken cancellation)
    {
        var measured = new MeasuredWorker();
        try
        {
            await measured.BeginAsync(program, sentinels, masters, more, deadline, cancellation).ConfigureAwait(false);
            return measured;
        }
        catch
        {
            await measured.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>How many observations wait in its queue, and how many found no room in it since the start.</summary>
    internal async Task<(long Waiting, long Missed)> QueueAsync(CancellationToken cancellation)
    {
        var text = await client.GetStringAsync(new Uri(page, "metrics"), cancellation).ConfigureAwait(false);
        var samples = text.Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split([' ', '{'], 2)[0] is var name ? (Name: name, Words: line.Split(' ')) : default).ToList();
        return (Sum(ObservationsWaiting), Sum(ObservationsMissed));

        // A sample may end with its time.
        long Sum(string name) => (long)samples.Where(sample => sample.Name == name)
            .Sum(sample => double.Parse(sample.Words[^1].Length > 12 ? sample.Words[^2] : sample.Words[^1], CultureInfo.InvariantCulture));
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        if (worker is not null)
        {
            await worker.DisposeAsync().ConfigureAwait(false);
        }

        await directory.DisposeAsync().ConfigureAwait(false);
    }

    private async Task BeginAsync(string program, IReadOnlyList<string> sentinels, int masters, Action<JsonObject> more, TimeSpan deadline, CancellationToken cancellation)
    {
        var configuration = new JsonObject
        {
            ["Clusters"] = new JsonArray(new JsonObject
            {
                ["Name"] = SwitchWatch.Cluster,
                ["Sentinels"] = new JsonArray([.. sentinels.Select(address => JsonValue.Create(address))]),
            }),
            ["Journal"] = new JsonObject { ["Provider"] = "Sqlite", ["ConnectionString"] = $"Data Source={JournalFile}" },
            ["Http"] = new JsonObject { ["Url"] = page.GetLeftPart(UriPartial.Authority) },
        };
        more(configuration);
        var begun = TimeProvider.System.GetTimestamp();
        worker = await WorkerProcess.StartAsync(new WorkerSettings { Configuration = configuration, Program = program, OnLine = Note }).ConfigureAwait(false);
        await worker.WaitUntilAsync(
            string.Create(CultureInfo.InvariantCulture, $"watches {sentinels.Count} sentinels and follows {masters} masters"),
            _ => Task.FromResult(Volatile.Read(ref watching) >= sentinels.Count && Volatile.Read(ref following) >= masters
                ? null
                : string.Create(CultureInfo.InvariantCulture, $"{watching} sentinels, {following} masters")),
            deadline,
            cancellation).ConfigureAwait(false);
        StartToWatching = TimeProvider.System.GetElapsedTime(begun, Interlocked.Read(ref lastSeen));
    }

    private void Note(string line)
    {
        const int watchingSentinel = 1001;
        const int followingMaster = 2006;
        var number = WorkerLogLine.TryParse(line)?.Number;
        if (number is watchingSentinel or followingMaster)
        {
            Interlocked.Increment(ref number == watchingSentinel ? ref watching : ref following);
            Interlocked.Exchange(ref lastSeen, TimeProvider.System.GetTimestamp());
        }
    }
}
