using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using SentinelEvents.Contracts;
using SentinelEvents.Tests;
using SentinelEvents.Unit.Delivery;
using SentinelEvents.Unit.Delivery.Holding;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Delivery.Holding;
using SentinelEvents.Worker.Journal;
using SentinelEvents.Worker.Status.Writes;
using static SentinelEvents.Unit.Status.GuardedServer;

namespace SentinelEvents.Unit.Status;

/// <summary>What changes something over HTTP, on a real server and a real journal.</summary>
public sealed class WritesTests : IAsyncLifetime
{
    private const string Path = "/api/silences";

    private readonly CollectingLogger<Redelivery> log = new();
    private readonly View view = new(SilenceTeam.Mail, "gone");
    private SilenceTeam team = null!;
    private SilenceTeam.Member worker = null!;
    private GuardedServer server = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        team = await SilenceTeam.StartAsync();
        worker = await team.JoinAsync(new SilenceOptions { Name = "patching", Cron = "0 0 3 ? * SUN", Duration = TimeSpan.FromHours(2) });
        server = await StartAsync(map: app =>
        {
            new SilenceEndpoints(worker.Book).Map(app);
            new RedeliverEndpoint(new Redelivery(team.Journal.Reader, team.Journal.Deliveries, view, view, team.Time, log)).Map(app);
        });
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await team.DisposeAsync();
    }

    [Fact]
    public async Task Silences_PostListDelete_AreWhatWasAskedFor()
    {
        using var created = await PostAsync("""
            {
              "name": "move", "match": { "clusters": ["east", "we*"], "kinds": ["masterDown"], "minSeverity": "Warning", "agreement": ["Majority"] }, "to": ["mail"],
              "duration": "02:00:00", "author": "ada", "comment": "CHG-1207 <b>"
            }
            """);
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var silence = await JsonOf(created);
        var id = silence.GetProperty("id").GetGuid();
        Assert.Equal($"{Path}/{id}", created.Headers.Location!.ToString());
        Assert.Equal("move|Api|Active|2026-03-07T22:00:00+00:00|2026-03-08T00:00:00+00:00|ada|CHG-1207 <b>|127.0.0.1", Line(silence, "name", "origin", "state", "start", "end", "author", "comment", "createdFrom"));
        Assert.Equal("""{"clusters":["east","we*"],"masters":[],"kinds":["MasterDown"],"minSeverity":"Warning","agreement":["Majority"]}""", silence.GetProperty("match").GetRawText());

        var listed = (await JsonOf(await server.SendAsync(HttpMethod.Get, Path))).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(["patching|Configuration|Silences:0|Waiting", "move|Api||Active"], listed.Select(one => Line(one, "name", "origin", "key", "state")));
        Assert.Equal(silence.GetRawText(), (await JsonOf(await server.SendAsync(HttpMethod.Get, $"{Path}/{id}"))).GetRawText());

        using var ended = await server.SendAsync(HttpMethod.Delete, $"{Path}/{id}", Bearer(Key));
        Assert.Equal(HttpStatusCode.OK, ended.StatusCode);
        Assert.Equal("Over|2026-03-07T22:00:00+00:00|127.0.0.1", Line(await JsonOf(ended), "state", "endedAt", "endedFrom"));
        using var again = await server.SendAsync(HttpMethod.Delete, $"{Path}?id={id}", Bearer(Key));
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal("Over", Line(await JsonOf(await server.SendAsync(HttpMethod.Get, $"{Path}/{id}")), "state"));
    }

    [Fact]
    public async Task Silences_DeleteAConfiguredOne_IsRefusedAndNamesTheKey()
    {
        var configured = (await JsonOf(await server.SendAsync(HttpMethod.Get, Path))).GetProperty("items")[0].GetProperty("id").GetGuid();
        using var answer = await server.SendAsync(HttpMethod.Delete, $"{Path}/{configured}", Bearer(Key));
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("Silences:0", Line(await JsonOf(answer), "detail"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DELETE", Path)]
    [InlineData("DELETE", Path + "/none")]
    [InlineData("DELETE", Path + "/3f2b8c1e-5d0a-5c7e-9b1f-0a1b2c3d4e5f")]
    [InlineData("GET", Path + "/3f2b8c1e-5d0a-5c7e-9b1f-0a1b2c3d4e5f")]
    [InlineData("POST", "/api/deliveries/999/redeliver")]
    [InlineData("POST", "/api/deliveries/-1/redeliver")]
    [InlineData("POST", "/api/deliveries/99999999999999999999/redeliver")]
    public async Task Request_UnknownId_IsNotFoundWithAProblem(string method, string path)
    {
        using var answer = await server.SendAsync(new HttpMethod(method), path, Bearer(Key));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.StartsWith("There is no such", Line(await JsonOf(answer), "title"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "name": "a b", "duration": "01:00:00", "author": "ada" }""", "name")]
    [InlineData("""{ "name": "Patching", "duration": "01:00:00", "author": "ada" }""", "name")]
    [InlineData("""{ "name": "a", "duration": "01:00:00" }""", "author")]
    [InlineData("""{ "name": "a", "duration": "1 hour", "author": "ada" }""", "duration")]
    [InlineData("""{ "name": "a", "author": "ada", "end": "2026-12-24T22:00:00" }""", "end")]
    [InlineData("""{ "name": "a", "author": "ada", "start": "tomorrow", "end": "soon" }""", "start,end")]
    [InlineData("""{ "name": "a", "author": "ada", "duration": "01:00:00", "match": { "kinds": ["MasterDwon", "3"], "minSeverity": "Loud" } }""", "match.kinds[0],match.kinds[1],match.minSeverity")]
    [InlineData("""{ "name": "a", "author": "ada", "duration": "01:00:00", "match": { "masters": ["ok", "b c"] }, "to": ["mail", "mial"] }""", "match.masters[1],to[1]")]
    [InlineData("""{ "name": "a", "author": "ada", "duration": "01:00:00", "to": [null] }""", "to[0]")]
    [InlineData("""{ "name": "a", "author": "ada", "duration": "01:00:00", "until": "2026" }""", "until")]
    [InlineData("""{ "name": 7, "author": "ada", "duration": "01:00:00" }""", "name")]
    [InlineData("""{ "name": "a", "author": "ada", "duration": "01:00:00", "match": { "masters": "all" } }""", "match.masters")]
    public async Task Silences_PostAMistake_NamesEachField(string body, string fields)
    {
        using var answer = await PostAsync(body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = await JsonOf(answer);
        Assert.Equal(fields.Split(',').Order(StringComparer.Ordinal), problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal));
        Assert.Single((await worker.Book.ListAsync(Cancellation)));
    }

    [Theory]
    [InlineData("", "application/json", 400)]
    [InlineData("null", "application/json", 400)]
    [InlineData("[]", "application/json", 400)]
    [InlineData("{ \"name\": ", "application/json", 400)]
    [InlineData("name=a", "application/x-www-form-urlencoded", 415)]
    [InlineData("{}", "text/plain", 415)]
    [InlineData("{}", "application/json; charset=klingon", 415)]
    public async Task Silences_PostWhatIsNoObject_IsRefused(string body, string type, int status)
    {
        using var answer = await server.SendAsync(HttpMethod.Post, Path, request =>
        {
            Bearer(Key)(request);
            request.Content = new StringContent(body) { Headers = { ContentType = MediaTypeHeaderValue.Parse(type) } };
        });
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Silences_AsManyAsMayBe_IsAProblem()
    {
        await using var full = await StartAsync(map: app => new SilenceEndpoints(new Full()).Map(app));
        using var answer = await full.SendAsync(HttpMethod.Post, Path, request => { Bearer(Key)(request); request.Content = JsonContent.Create(new { name = "a" }); });
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("1000", Line(await JsonOf(answer), "detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redeliver_Delivered_WaitsAgainAndIsOnRecordWithWhoAsked()
    {
        await team.AgreeAsync("i", Samples.Of(EventKind.MasterDown));
        await worker.TurnAsync();
        var delivered = (await team.Journal.Reader.ReadDeliveriesAsync(new DeliveryFilter(DeliveryState.Delivered), Cancellation)).Single();

        using var answer = await server.SendAsync(HttpMethod.Post, $"/api/deliveries/{delivered.Delivery.Id}/redeliver", Bearer(Key));
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal($"{delivered.EventId}|MasterDown|mail|Pending|0|Redelivered|asked for from 127.0.0.1", Line(await JsonOf(answer), "eventId", "kind", "destination", "state", "attempts", "reason", "detail"));
        Assert.Equal(1, view.Wakes);
        Assert.Contains(log.Lines, line => line.Id == 4310 && line.Text.Contains("127.0.0.1", StringComparison.Ordinal));

        using var again = await server.SendAsync(HttpMethod.Post, $"/api/deliveries/{delivered.Delivery.Id}/redeliver", Bearer(Key));
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        await worker.TurnAsync();
        Assert.Equal([EventKind.MasterDown, EventKind.MasterDown], team.Sent);
    }

    [Fact]
    public async Task Redeliver_DestinationNoLongerConfigured_IsRefusedAndNamesTheKey()
    {
        await team.AgreeAsync("i", Samples.Of(EventKind.MasterDown));
        await worker.TurnAsync();
        var delivered = (await team.Journal.Reader.ReadDeliveriesAsync(new DeliveryFilter(DeliveryState.Delivered), Cancellation)).Single();
        view.Names = ["bus"];
        using var answer = await server.SendAsync(HttpMethod.Post, $"/api/deliveries/{delivered.Delivery.Id}/redeliver", Bearer(Key));
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("Destinations:mail", Line(await JsonOf(answer), "detail"), StringComparison.Ordinal);
        Assert.Equal(DeliveryState.Delivered, (await team.Journal.Reader.FindDeliveryAsync(delivered.Delivery.Id, Cancellation))!.Delivery.State);
    }

    [Theory]
    [InlineData("POST", Path)]
    [InlineData("DELETE", Path + "/3f2b8c1e-5d0a-5c7e-9b1f-0a1b2c3d4e5f")]
    [InlineData("POST", "/api/deliveries/1/redeliver")]
    public async Task Write_WithoutTheKey_IsRefusedEvenOnThisMachine(string method, string path)
    {
        using var answer = await server.SendAsync(new HttpMethod(method), path);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    private Task<HttpResponseMessage> PostAsync(string body) =>
        server.SendAsync(HttpMethod.Post, Path, request => { Bearer(Key)(request); request.Content = new StringContent(body, Encoding.UTF8, "application/json"); });

    private static async Task<JsonElement> JsonOf(HttpResponseMessage answer) => JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancellation)).RootElement;

    private static string Line(JsonElement of, params IEnumerable<string> names) => string.Join('|', names.Select(name => of.TryGetProperty(name, out var value) ? value.ToString() : ""));

    private sealed class View(params IReadOnlyList<string> names) : IDeliveryView, IDeliverySignal
    {
        public IReadOnlyList<string> Names { get; set; } = names;

        public int Wakes { get; private set; }

        public void Wake() => Wakes++;

        public IReadOnlyList<DestinationStatus> Read() => [.. Names.Select(name => new DestinationStatus(name, default, 0, 0, 0, null, null))];
    }

    private sealed class Full : ISilenceRegister
    {
        public Task<IReadOnlyList<ListedSilence>> ListAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<ListedSilence>>([]);

        public Task<ListedSilence?> FindAsync(Guid id, CancellationToken cancellation) => Task.FromResult<ListedSilence?>(null);

        public Task<SilenceAddition> AddAsync(SilenceOptions wanted, string from, CancellationToken cancellation) => Task.FromResult<SilenceAddition>(new SilenceAddition.TooMany(SilenceBook.Most));

        public Task<SilenceEnding> EndAsync(Guid id, string from, CancellationToken cancellation) => Task.FromResult<SilenceEnding>(new SilenceEnding.Unknown());
    }
}
