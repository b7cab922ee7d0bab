using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SentinelEvents.Contracts;
using SentinelEvents.Unit.Journal;
using SentinelEvents.Unit.Journal.Sqlite;
using SentinelEvents.Worker.Agreement;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Delivery.Holding;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Health;
using SentinelEvents.Worker.Journal;
using SentinelEvents.Worker.Pipeline;
using SentinelEvents.Worker.Reports;
using SentinelEvents.Worker.Sentinels;
using SentinelEvents.Worker.Simulation;
using SentinelEvents.Worker.Status;
using SentinelEvents.Worker.Status.Memory;
using SentinelEvents.Worker.Status.Views;

namespace SentinelEvents.Unit.Status;

/// <summary>The room behind a real server, over a real journal; the rooms beside it are played, in time that the test owns.</summary>
internal sealed class ApiRig : IPipelineView, ISentinelWatchView, IDeliveryView, IDeliverySignal, IWorkerName, IConfigurationView, IAsyncDisposable
{
    private readonly SqliteFolder folder = new();
    private TaskCompletionSource committed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private JournalHandle? journal;
    private WebApplication? app;
    private int givenBack;
    private ApiContract? contract;

    private ApiRig(Seen? seen)
    {
        Time = new(seen?.Now ?? ScenarioRun.Zero);
        Clusters = seen is null ? [] : [seen.State];
    }

    public FakeTimeProvider Time { get; }

    public HttpClient Client { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false, MaxConnectionsPerServer = 1000 }) { Timeout = TimeSpan.FromSeconds(30) };

    public IReadOnlyList<ClusterState> Clusters { get; set; }

    public PipelineStatus Status { get; set; } = new(true, 12, 3, null, null);

    public IReadOnlyList<SentinelWatchStatus> Sentinels { get; set; } = [];

    public IReadOnlyList<DestinationStatus> Destinations { get; set; } = [];

    public ConfigurationState State { get; set; } = new(null, null);

    public BreakableReader Reader { get; private set; } = null!;

    public IServiceProvider Services => app!.Services;

    /// <summary>What each assessment was asked for.</summary>
    public List<string> Assessed { get; } = [];

    /// <summary>How often memory was given back before an assessment.</summary>
    public int GivenBack => Volatile.Read(ref givenBack);

    public IReadOnlyList<ClusterHealth> Health { get; set; } = [];

    public string Name => "here";

    public int Waiting => 0;

    public IReadOnlyDictionary<string, TimeSpan> OldMastersWritable => new Dictionary<string, TimeSpan>();

    public Task NextEvents => Volatile.Read(ref committed).Task;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <param name="seen">What is agreed; null: nothing.</param>
    /// <param name="away">Whether the journal is away from the beginning.</param>
    /// <param name="key">The API key; null: there is none.</param>
    public static async Task<ApiRig> StartAsync(Seen? seen = null, bool away = false, string? key = null)
    {
        var rig = new ApiRig(seen);
        rig.journal = await rig.folder.OpenAsync(rig.Time);
        rig.Reader = new BreakableReader(rig.journal.Reader) { IsAway = away };
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "sentinel-events" });
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouting();
        builder.Services.AddLogging();
        builder.Services.AddSingleton<TimeProvider>(rig.Time);
        builder.Services.AddSingleton<IPipelineView>(rig);
        builder.Services.AddSingleton<ISentinelWatchView>(rig);
        builder.Services.AddSingleton<IDeliveryView>(rig);
        builder.Services.AddSingleton<IWorkerName>(rig);
        builder.Services.AddSingleton<IConfigurationView>(rig);
        builder.Services.AddSingleton<IJournalReader>(rig.Reader);
        builder.Services.AddSingleton<HealthAssessing>((clusters, _) =>
        {
            lock (rig.Assessed)
            {
                rig.Assessed.Add(clusters.Count == 0 ? "all" : string.Join(',', clusters));
            }

            return Task.FromResult(rig.Health);
        });
        builder.Services.AddSingleton<ISilenceRegister>(new NoSilences());
        builder.Services.AddSingleton(rig.journal.Deliveries);
        builder.Services.AddSingleton<IDeliverySignal>(rig);
        builder.Services.AddSingleton<Redelivery>();
        builder.Services.AddStatus(new HttpOptions { ApiKey = key });
        builder.Services.AddSingleton<GivingBack>(() => Interlocked.Increment(ref rig.givenBack));
        rig.app = builder.Build();
        rig.app.MapStatus();
        await rig.app.StartAsync(Cancellation);
        rig.Client.BaseAddress = new Uri(rig.app.Urls.First());
        rig.contract = await ApiContract.ReadAsync(rig.Client);
        return rig;
    }

    IReadOnlyList<DestinationStatus> IDeliveryView.Read() => Destinations;

    void IDeliverySignal.Wake()
    {
    }

    /// <summary>Keeps events, and tells of them as the pipeline does.</summary>
    public async Task CommitAsync(params IEnumerable<RoutedEvent> events)
    {
        await KeepAsync(events);
        Tell();
    }

    public Task CommitAsync(params IEnumerable<SentinelEvent> events) => CommitAsync(events.Select(Alone));

    /// <summary>Keeps events, as another worker does.</summary>
    public Task KeepAsync(params IEnumerable<SentinelEvent> events) => KeepAsync(events.Select(Alone));

    public void Tell() =>
        Interlocked.Exchange(ref committed, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();

    /// <summary>Asks, and holds the answer against what the description of the API promises.</summary>
    public async Task<(HttpResponseMessage Response, JsonNode? Body)> AskAsync(string path, Action<HttpRequestMessage>? with = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        with?.Invoke(request);
        var response = await Client.SendAsync(request, Cancellation);
        var text = await response.Content.ReadAsStringAsync(Cancellation);
        var body = text.Length == 0 ? null : JsonNode.Parse(text);
        contract!.Check(path, response, body);
        return (response, body);
    }

    public async Task<JsonNode> GetAsync(string path)
    {
        var (response, body) = await AskAsync(path);
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{path}: {(int)response.StatusCode} {body}");
        return body!;
    }

    /// <summary>A question that cannot be answered.</summary>
    public async Task<JsonNode> RefusedAsync(string path, HttpStatusCode status)
    {
        var (response, body) = await AskAsync(path);
        Assert.True(response.StatusCode == status, $"{path}: {(int)response.StatusCode} {body}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        return body!;
    }

    private static RoutedEvent Alone(SentinelEvent told) => new(new AgreedEvent(told.EventId.ToString(), told), []);

    private Task<CommitResult> KeepAsync(IEnumerable<RoutedEvent> events) => journal!.Journal.CommitAsync(new JournalBatch([], [.. events], [], []), Cancellation);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (app is not null)
        {
            await app.StopAsync(CancellationToken.None);
            await app.DisposeAsync();
        }

        journal?.Dispose();
        folder.Dispose();
    }
}
