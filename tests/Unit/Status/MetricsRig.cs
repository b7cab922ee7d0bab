using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SentinelEvents.Contracts;
using SentinelEvents.Tests;
using SentinelEvents.Worker.Agreement;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Journal;
using SentinelEvents.Worker.Pipeline;
using SentinelEvents.Worker.Reports;
using SentinelEvents.Worker.Schedules;
using SentinelEvents.Worker.Sentinels;
using SentinelEvents.Worker.Status.Api;
using SentinelEvents.Worker.Status.Export;
using SentinelEvents.Worker.Status.Metrics;

namespace SentinelEvents.Unit.Status;

/// <summary>The service's metrics over a real HTTP server, of a world that the test makes.</summary>
internal sealed class MetricsRig : IPipelineView, IPipelineMeasures, ISentinelWatchView, IDeliveryView, IJournalGauge, IAsyncDisposable
{
    public static readonly DateTimeOffset Begun = new(2026, 3, 7, 3, 0, 0, TimeSpan.Zero);

    private static readonly HttpClient Http = new();
    private readonly HeardCounts heard = new();
    private readonly ToldCounts told = new();
    private WebApplication? server;

    public IReadOnlyList<ClusterState> Clusters { get; set; } = [ClusterOf("local", 2)];

    public Task NextEvents => new TaskCompletionSource().Task;

    public PipelineStatus Status { get; set; } = new(true, 10, 2, null, null);

    public long Turns { get; set; } = 40;

    public DateTimeOffset? LastCommit { get; set; }

    public IReadOnlyList<HeardFrom> Heard => heard.Read(Begun);

    public IReadOnlyList<(string Cluster, EventKind Kind, Severity Severity, long Count)> Told => told.Read();

    public IReadOnlyList<SentinelWatchStatus> Sentinels { get; set; } =
        [.. Enumerable.Range(1, 3).Select(number => new SentinelWatchStatus("local", SentinelAt(number), true, $"s{number}", SentinelWatchState.Watching, Begun, 0, 0, null))];

    public int Waiting { get; set; }

    public IReadOnlyDictionary<string, TimeSpan> OldMastersWritable { get; } = new Dictionary<string, TimeSpan> { ["local"] = TimeSpan.FromSeconds(3) };

    public string? JournalFails { get; set; }

    public bool JournalHangs { get; set; }

    public ManualResetEventSlim Hanging { get; } = new();

    public int Proofs { get; private set; }

    public JournalSampler Sampler => server!.Services.GetRequiredService<JournalSampler>();

    public IServiceProvider Services => server!.Services;

    public static HostAddress SentinelAt(int number) => new($"10.0.{number / 250}.{number % 250}", 26379);

    public static async Task<MetricsRig> StartAsync(Action<MetricsRig>? arrange = null, TelemetryOptions? telemetry = null, IEnumerable<KeyValuePair<string, string?>>? variables = null)
    {
        var rig = new MetricsRig();
        arrange?.Invoke(rig);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddSingleton<TimeProvider>(new SteadyClock(TimeProvider.System));
        builder.Services.AddSingleton<IPipelineView>(rig);
        builder.Services.AddSingleton<IPipelineMeasures>(rig);
        builder.Services.AddSingleton<ISentinelWatchView>(rig);
        builder.Services.AddSingleton<IDeliveryView>(rig);
        builder.Services.AddSingleton<IJournalGauge>(rig);
        builder.Services.AddSingleton<IJournalReader>(new OneReport());
        builder.Services.AddSingleton(new CurrentDelivery(DeliverySettings.None, []));
        builder.Services.AddSingleton(new ScheduleBook([ReportSchedules.Work(new ReportOptions { Name = "daily", Cron = "0 0 8 * * ?", To = [] })]));
        builder.Services.AddSingleton<ReportStandings>();
        builder.Services.AddSingleton<StreamPlaces>();
        builder.Services.AddTelemetry(telemetry ?? new TelemetryOptions(), rig.Clusters.Count, new ConfigurationBuilder().AddInMemoryCollection(variables ?? []).Build());
        if (variables is not null)
        {
            builder.Configuration.AddInMemoryCollection(variables);
        }

        rig.server = builder.Build();
        rig.server.MapTelemetry();
        await rig.server.StartAsync(TestContext.Current.CancellationToken);
        return rig;
    }

    /// <summary>Something of everything that is measured while it happens.</summary>
    public void Work()
    {
        foreach (var observation in ObservationsOf(SentinelAt(1)))
        {
            heard.Add(observation);
        }

        foreach (var kind in Samples.Kinds)
        {
            told.Add(Samples.Of(kind) with { Cluster = "local" });
        }

        Telemetry.AgreementDuration.Record(0.3, new KeyValuePair<string, object?>("kind", nameof(EventKind.MasterSwitched)));
        Telemetry.CommitDelay.Record(0.02);
        Telemetry.DeliveryDelay.Record(0.1, new KeyValuePair<string, object?>("kind", "Webhook"));
        Telemetry.JournalCommit.Record(0.004);
    }

    public void Hear(Observation observation) => heard.Add(observation);

    public static IEnumerable<Observation> ObservationsOf(HostAddress address)
    {
        var sentinel = new SentinelIdentity("s", address);
        yield return new SentinelSighted("local", sentinel, Begun);
        yield return new MessageHeard("local", sentinel, Begun, new SwitchMessage("mymaster", address, address));
        yield return new MessageHeard("local", sentinel, Begun, new Unrecognised("+new", "", "unknown"));
        yield return new SentinelUnsighted("local", sentinel, Begun, "broke", Begun);
        yield return new SentinelSighted("local", sentinel, Begun.AddSeconds(7));
    }

    /// <summary>A cluster with so many masters, followed by three sentinels of which all are seen.</summary>
    public static ClusterState ClusterOf(string name, int masters)
    {
        var policy = new ClusterPolicy(name, 3, AgreementPolicy.Majority, TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(10));
        var view = new MasterView { Quorum = new QuorumCheck(3, true, "OK"), OtherSentinels = 2, Settings = new MasterSettings(2, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(60), 1) };
        return ClusterState.New(policy, Begun) with
        {
            UnsightedSince = null,
            Sentinels = Enumerable.Range(1, 3).ToSmallMap(
                number => $"s{number}", number => new SentinelState { Id = $"s{number}", Address = SentinelAt(number), Seen = true, SeenSince = Begun }),
            Masters = MasterMap.Empty.With(Enumerable.Range(1, masters).Select(number => new MasterState
            {
                Name = $"master-{number}",
                Views = Enumerable.Range(1, 3).ToSmallMap(sentinel => $"s{sentinel}", _ => view),
                Record = new MasterRecord
                {
                    Agreed = new AgreedView(new HostAddress("10.1.0.1", 6379), 4, Begun),
                    Switches = [new PastSwitch(SampleEvents.Id(EventKind.MasterSwitched), 4, new HostAddress("10.1.0.1", 6379), [])],
                },
            })),
        };
    }

    public async Task<Exposition> ScrapeAsync()
    {
        await Sampler.LookAsync(TestContext.Current.CancellationToken);
        // The exporter answers from memory for some hundred milliseconds; another format is another answer.
        return Exposition.Parse(await Http.GetStringAsync(new Uri(new Uri(server!.Urls.Single()), "/metrics"), TestContext.Current.CancellationToken));
    }

    IReadOnlyList<DestinationStatus> IDeliveryView.Read() => [new("bus", DestinationHealth.Working, 5, 1, 0, null, Begun), new("mail", DestinationHealth.Failing, 0, 3, 1, null, null)];

    Task IJournalGauge.ProveWritableAsync(CancellationToken cancellation)
    {
        Proofs++;
        if (JournalHangs)
        {
            // As a disk does: without a look at any token.
            Hanging.Wait(CancellationToken.None);
        }

        return JournalFails is { } problem ? throw new IOException(problem) : Task.CompletedTask;
    }

    Task<IReadOnlyList<DeliveryBacklog>> IJournalGauge.ReadBacklogAsync(IReadOnlyList<string> destinations, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<DeliveryBacklog>>([.. destinations.Select(name => new DeliveryBacklog(name, 1, 2, 3, Begun))]);

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            await server.StopAsync(new CancellationToken(canceled: true));
            await server.DisposeAsync();
        }
    }

    private sealed class OneReport : IJournalReader
    {
        public Task<IReadOnlyList<PastEvent>> ReadPastAsync(PastFilter filter, CancellationToken cancellation) =>
            Task.FromResult<IReadOnlyList<PastEvent>>([new PastEvent(1, ReportSamples.Five())]);

        public Task<IReadOnlyList<JournalledEvent>> ReadEventsAsync(EventFilter filter, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<IReadOnlyList<DeliveryCount>> CountDeliveriesAsync(CancellationToken cancellation) => throw new NotSupportedException();

        public Task<IReadOnlyList<ListedDelivery>> ReadDeliveriesAsync(DeliveryFilter filter, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<ListedDelivery?> FindDeliveryAsync(long id, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<long> ReadSettledAsync(long after, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<IReadOnlyList<IncidentOutline>> ReadIncidentsAsync(IncidentFilter filter, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<IReadOnlyList<BlindInterval>> ReadBlindIntervalsAsync(string? cluster, DateTimeOffset? since, CancellationToken cancellation) => throw new NotSupportedException();
    }
}
