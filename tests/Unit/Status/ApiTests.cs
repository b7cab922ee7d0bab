using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using SentinelEvents.Contracts;
using SentinelEvents.Tests;
using SentinelEvents.Unit.Journal;
using SentinelEvents.Worker.Agreement;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Journal;
using SentinelEvents.Worker.Pipeline;
using SentinelEvents.Worker.Status.Api;

namespace SentinelEvents.Unit.Status;

public sealed class ApiTests
{
    private const string Quiet = """
        sentinels a b c
        master mymaster at 10.0.0.1:6379 epoch 1 replicas 10.0.0.2:6379,10.0.0.3:6379
        start
        5
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Query_ThousandsOfUnknownParameters_AreNotAllNamed()
    {
        await using var rig = await ApiRig.StartAsync();
        var body = await rig.RefusedAsync($"/api/status?{string.Join('&', Enumerable.Range(0, 1000).Select(number => $"x{number}"))}", HttpStatusCode.BadRequest);
        Assert.Equal(ApiQuery.MostMistakes, body["errors"]!.AsArray().Count);
    }

    [Fact]
    public async Task Masters_SuspectedByOne_AreFoundByStanding()
    {
        await using var rig = await ApiRig.StartAsync(Seen.After(Quiet + "\n5.04 c: +sdown master mymaster 10.0.0.1 6379"));

        var master = Assert.Single((await rig.GetAsync("/api/masters?standing=suspected"))["items"]!.AsArray())!;

        Assert.Equal("mymaster", (string)master["master"]!);
        Assert.Equal("Suspected", (string)master["standing"]!);
        Assert.Equal("10.0.0.1", (string)master["address"]!["host"]!);
        Assert.Empty((await rig.GetAsync("/api/masters?standing=Good"))["items"]!.AsArray());
        Assert.Empty((await rig.GetAsync("/api/masters?cluster=other"))["items"]!.AsArray());
    }

    [Fact]
    public async Task Master_HeldForDownByOne_ShowsWhoSeesWhat()
    {
        await using var rig = await ApiRig.StartAsync(Seen.After(Quiet + "\n5.04 c: +sdown master mymaster 10.0.0.1 6379"));

        var now = (await rig.GetAsync("/api/masters/local/mymaster"))["now"]!;

        Assert.Equal(["Agrees", "Agrees", "Down"], now["sentinels"]!.AsArray().Select(sentinel => (string)sentinel!["cell"]!["state"]!));
        Assert.All(now["sentinels"]!.AsArray(), sentinel => Assert.Equal(2, sentinel!["peers"]!.AsArray().Count));
        Assert.Equal(["10.0.0.2", "10.0.0.3"], now["replicas"]!.AsArray().Select(replica => (string)replica!["address"]!["host"]!));
        Assert.Equal(["Agrees", "Agrees", "Down"], (await rig.GetAsync("/api/matrix"))["items"]![0]!["masters"]![0]!["cells"]!.AsArray().Select(cell => (string)cell!["state"]!));
        Assert.Equal(3, (await rig.GetAsync("/api/sentinels?cluster=local"))["items"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("/api/masters/local/mymastr", "Did you mean mymaster?")]
    [InlineData("/api/masters/loca/mymaster", "There are: local.")]
    [InlineData("/api/incidents/7", "/api/incidents")]
    [InlineData("/api/incidents/00000000-0000-0000-0000-000000000001", "/api/incidents")]
    [InlineData("/api/events/7", "/api/events")]
    [InlineData("/api/reports/7", "/api/reports")]
    [InlineData("/api/nothing", "/openapi/v1.json")]
    public async Task Get_WhatThereIsNot_IsNotFoundWithACure(string path, string cure)
    {
        await using var rig = await ApiRig.StartAsync(Seen.After(Quiet));

        Assert.Contains(cure, (string)(await rig.RefusedAsync(path, HttpStatusCode.NotFound))["detail"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/events?maser=x", "maser", "Did you mean master?")]
    [InlineData("/api/events?kind=MasterDwn", "kind", "Did you mean MasterDown?")]
    [InlineData("/api/events?limit=0", "limit", "from 1 to 1000")]
    [InlineData("/api/events?limit=1001", "limit", "from 1 to 1000")]
    [InlineData("/api/events?after=x", "after", "next of an earlier answer")]
    [InlineData("/api/events?kind=MasterDown&kind=MasterDown", "kind", "once")]
    [InlineData("/api/events?order=newest&after=ZS40Mi4w", "after", "same question")]
    [InlineData("/api/deliveries?state=Lost", "state", "Pending, Held, Delivered, Rejected")]
    [InlineData("/api/masters?standing=Bad", "standing", "Good")]
    [InlineData("/api/stream?after=-1", "after", "0 or more")]
    [InlineData("/api/status?x=1", "x", "no such parameter")]
    public async Task Get_QueryThatIsWrong_NamesParameterAndCure(string path, string parameter, string cure)
    {
        await using var rig = await ApiRig.StartAsync(Seen.After(Quiet));

        var error = Assert.Single((await rig.RefusedAsync(path, HttpStatusCode.BadRequest))["errors"]!.AsArray())!;

        Assert.Equal(parameter, (string)error["parameter"]!);
        Assert.Contains(cure, (string)error["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_PageByPage_ComeOnceInOrderAndGoOnWithWhatIsNew()
    {
        await using var rig = await ApiRig.StartAsync(Seen.After(Quiet));
        await rig.CommitAsync(Enumerable.Range(1, 7).Select(number => TestEvents.Down($"k{number}").Event));

        List<long> seen = [];
        var path = "/api/events?limit=3&kind=MasterDown";
        string? next = null;
        while (path is not null)
        {
            var (response, body) = await rig.AskAsync(path);
            seen.AddRange(body!["items"]!.AsArray().Select(item => (long)item!["sequence"]!));
            next = (string?)body["next"];
            path = response.Headers.TryGetValues("Link", out var links) ? links.Single()[1..].Split('>')[0] : null;
        }

        Assert.Equal([1, 2, 3, 4, 5, 6, 7], seen);
        Assert.Empty((await rig.GetAsync($"/api/events?after={next}"))["items"]!.AsArray());
        await rig.CommitAsync(TestEvents.Down("k8").Event);
        Assert.Equal(8, (long)Assert.Single((await rig.GetAsync($"/api/events?after={next}"))["items"]!.AsArray())!["sequence"]!);
    }

    [Fact]
    public async Task Events_NewestFirst_EndWhereTheyBegan()
    {
        await using var rig = await ApiRig.StartAsync(Seen.After(Quiet));
        await rig.CommitAsync(Enumerable.Range(1, 5).Select(number => TestEvents.Down($"k{number}").Event));

        var first = await rig.GetAsync("/api/events?order=Newest&limit=3");
        var second = await rig.GetAsync($"/api/events?order=Newest&limit=3&after={(string)first["next"]!}");

        Assert.Equal([5, 4, 3], first["items"]!.AsArray().Select(item => (long)item!["sequence"]!));
        Assert.Equal([2, 1], second["items"]!.AsArray().Select(item => (long)item!["sequence"]!));
        Assert.Null(second["next"]);
    }

    [Fact]
    public async Task Event_OfEveryKind_IsTheContract()
    {
        await using var rig = await ApiRig.StartAsync(Seen.After(Quiet));
        await rig.CommitAsync(Samples.Kinds.Select(kind => Samples.Of(kind) with { EventId = Worker.Events.EventKey.ToId($"sample {kind}") }));

        var items = new JsonArray();
        string? after = null;
        do
        {
            var page = await rig.GetAsync($"/api/events{(after is null ? "" : $"?after={after}")}");
            foreach (var item in page["items"]!.AsArray())
            {
                items.Add(item!.DeepClone());
            }

            after = (bool)page["more"]! ? (string)page["next"]! : null;
        }
        while (after is not null);

        Assert.Equal(Samples.Kinds.Count(), items.Count);
        Assert.All(items, item => Assert.True(JsonNode.DeepEquals(
            item!["event"],
            SentinelEventJson.SerializeToNode(Samples.Of(Enum.Parse<EventKind>((string)item["event"]!["kind"]!)) with { EventId = (Guid)item["event"]!["eventId"]! }))));
    }

    [Fact]
    public async Task Get_WithTheTagOfBefore_IsNotModified()
    {
        await using var rig = await ApiRig.StartAsync(Seen.After(Quiet));
        var (first, _) = await rig.AskAsync("/api/masters");

        var (again, body) = await rig.AskAsync("/api/masters", request => request.Headers.IfNoneMatch.Add(new EntityTagHeaderValue(first.Headers.ETag!.Tag)));
        var (other, _) = await rig.AskAsync("/api/masters", request => request.Headers.IfNoneMatch.Add(new EntityTagHeaderValue("\"other\"")));

        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Null(body);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task Incidents_SomeGoOn_ComeFirst()
    {
        // Two older incidents that are over, and one of now that goes on.
        var scenario = Seen.After(Quiet + "\n5.04 a,b: +sdown master mymaster 10.0.0.1 6379");
        await using var rig = await ApiRig.StartAsync(scenario);
        var open = scenario.State.Masters["mymaster"].Record.Incident!.Id;
        await rig.CommitAsync(TestEvents.Down("now").Event with { IncidentId = open });
        await rig.CommitAsync(TestEvents.Down("k1", incident: "one").Event, TestEvents.Down("k2", incident: "one").Event, TestEvents.Down("k3", incident: "two").Event);
        await rig.CommitAsync(TestEvents.Report("r1").Event);

        var all = (await rig.GetAsync("/api/incidents"))["items"]!.AsArray();
        var first = await rig.GetAsync("/api/incidents?limit=1");
        var second = await rig.GetAsync($"/api/incidents?limit=1&after={(string)first["next"]!}");
        var third = await rig.GetAsync($"/api/incidents?limit=1&after={(string)second["next"]!}");

        Assert.Equal(["Open", "Closed", "Closed"], all.Select(incident => (string)incident!["state"]!));
        Assert.Equal([open, Worker.Events.EventKey.ToId("two"), Worker.Events.EventKey.ToId("one")], all.Select(incident => (Guid)incident!["id"]!));
        Assert.Equal(all.Select(incident => (Guid)incident!["id"]!), new[] { first, second, third }.Select(page => (Guid)page["items"]![0]!["id"]!));
        Assert.Null(third["next"]);
        Assert.Equal(open, (Guid)Assert.Single((await rig.GetAsync("/api/incidents?state=Open"))["items"]!.AsArray())!["id"]!);
        Assert.Equal(2, (await rig.GetAsync("/api/incidents?state=Closed"))["items"]!.AsArray().Count);
        Assert.Equal(open, (Guid)(await rig.GetAsync("/api/masters/local/mymaster"))["now"]!["summary"]!["incidentId"]!);
    }

    [Fact]
    public async Task Incident_OfAFailover_HasEvidenceDeliveriesAndTimeline()
    {
        await using var rig = await ApiRig.StartAsync(Seen.After(Quiet));
        var incident = Worker.Events.EventKey.ToId("failover");
        foreach (var kind in new[] { EventKind.MasterDown, EventKind.FailoverStarted, EventKind.MasterSwitched, EventKind.FailoverCompleted })
        {
            var told = Samples.Of(kind) with { IncidentId = incident, EventId = Worker.Events.EventKey.ToId(kind.ToString()) };
            await rig.CommitAsync(new RoutedEvent(new Worker.Events.AgreedEvent(kind.ToString(), told), ["mail"]));
        }

        var found = await rig.GetAsync($"/api/incidents/{incident}");

        Assert.Equal(["MasterDown", "FailoverStarted", "MasterSwitched", "FailoverCompleted"], found["summary"]!["kinds"]!.AsArray().Select(kind => (string)kind!));
        Assert.All(found["events"]!.AsArray(), entry => Assert.NotEmpty(entry!["event"]!["evidence"]!.AsArray()));
        Assert.All(found["events"]!.AsArray(), entry => Assert.Equal("Pending", (string)Assert.Single(entry!["deliveries"]!.AsArray())!["state"]!));
        Assert.NotEmpty(found["timeline"]!["phases"]!.AsArray());
        Assert.NotEmpty(found["timeline"]!["sentinels"]!.AsArray());
    }

    [Fact]
    public async Task Deliveries_ByState_ArePaged()
    {
        await using var rig = await ApiRig.StartAsync(Seen.After(Quiet));
        rig.Destinations = [new DestinationStatus("mail", DestinationHealth.Failing, 0, 1, 0, new DeliveryProblem(rig.Time.GetUtcNow(), DeliveryReason.Unreachable, "no answer"), null)];
        await rig.CommitAsync(Enumerable.Range(1, 3).Select(number => new RoutedEvent(TestEvents.Down($"k{number}"), ["mail", "hook"])));

        var first = await rig.GetAsync("/api/deliveries?state=Pending&destination=mail&limit=2");
        var second = await rig.GetAsync($"/api/deliveries?state=Pending&destination=mail&limit=2&after={(string)first["next"]!}");

        Assert.Equal(
            ["k3", "k2", "k1"],
            first["items"]!.AsArray().Concat(second["items"]!.AsArray()).Select(item => new[] { "k1", "k2", "k3" }.Single(key => Worker.Events.EventKey.ToId(key) == (Guid)item!["eventId"]!)));
        Assert.Null(second["next"]);
        Assert.Empty((await rig.GetAsync("/api/deliveries?state=Held"))["items"]!.AsArray());
        var mail = Assert.Single((await rig.GetAsync("/api/destinations"))["items"]!.AsArray())!;
        Assert.Equal((3, "Failing"), ((int)mail["waiting"]!, (string)mail["health"]!));
    }

    [Fact]
    public async Task Reports_Several_AreListedNewestFirstAndReadByTheirId()
    {
        await using var rig = await ApiRig.StartAsync(Seen.After(Quiet));
        await rig.CommitAsync(Enumerable.Range(1, 3).Select(number => TestEvents.Report($"r{number}", TestEvents.Start.AddDays(number)).Event));
        await rig.CommitAsync(TestEvents.Down("k1").Event);

        var first = await rig.GetAsync("/api/reports?limit=2");
        var second = await rig.GetAsync($"/api/reports?limit=2&after={(string)first["next"]!}");

        Assert.Equal(
            [Worker.Events.EventKey.ToId("r3"), Worker.Events.EventKey.ToId("r2"), Worker.Events.EventKey.ToId("r1")],
            first["items"]!.AsArray().Concat(second["items"]!.AsArray()).Select(item => (Guid)item!["eventId"]!));
        Assert.Equal("daily", (string)(await rig.GetAsync($"/api/reports/{Worker.Events.EventKey.ToId("r2")}"))["event"]!["report"]!);
        await rig.RefusedAsync($"/api/reports/{Worker.Events.EventKey.ToId("k1")}", HttpStatusCode.NotFound);
        await rig.RefusedAsync($"/api/incidents/{Worker.Events.EventKey.ToId("report/daily")}", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Get_JournalAway_SaysSoAndStillTellsWhatIsAgreed()
    {
        await using var rig = await ApiRig.StartAsync(Seen.After(Quiet));
        rig.Reader.IsAway = true;
        rig.Status = new PipelineStatus(true, 1, 1, "secret of the database", rig.Time.GetUtcNow());

        foreach (var path in new[] { "/api/events", "/api/incidents", "/api/deliveries", "/api/destinations", "/api/reports" })
        {
            Assert.DoesNotContain("secret", (await rig.RefusedAsync(path, HttpStatusCode.ServiceUnavailable)).ToJsonString(), StringComparison.Ordinal);
        }

        Assert.Single((await rig.GetAsync("/api/masters"))["items"]!.AsArray());
        Assert.Null((await rig.GetAsync("/api/masters/local/mymaster"))["events"]);
        var service = await rig.GetAsync("/api/status");
        Assert.Equal("Away", (string)service["journal"]!["state"]!);
        Assert.DoesNotContain("secret", service.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_JournalNotOpenYet_SaysSo()
    {
        await using var rig = await ApiRig.StartAsync();
        rig.Status = new PipelineStatus(false, 0, 0, null, null);

        await rig.RefusedAsync("/api/masters", HttpStatusCode.ServiceUnavailable);
        await rig.RefusedAsync("/api/events", HttpStatusCode.ServiceUnavailable);
        Assert.Equal("Opening", (string)(await rig.GetAsync("/api/status"))["journal"]!["state"]!);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("a\"b'c`d")]
    [InlineData("a\r\nid: 7\r\nevent: x")]
    [InlineData("\u202egnp.exe")]
    [InlineData("a/b%2Fc?d#e")]
    [InlineData("../../etc")]
    [InlineData("主\ud83d\udd34")]
    public async Task Get_HostileName_StaysText(string name)
    {
        var quiet = Seen.After(Quiet);
        var master = quiet.State.Masters["mymaster"];
        await using var rig = await ApiRig.StartAsync(quiet);
        rig.Clusters = [quiet.State with { Masters = MasterMap.Empty.With(master with { Name = name }) }];
        await rig.CommitAsync(TestEvents.Down("k1", name).Event, TestEvents.Down("k2", "other").Event, TestEvents.Down("k3", name).Event);

        foreach (var path in new[]
        {
            "/api/masters", $"/api/masters?master={Uri.EscapeDataString(name)}", $"/api/masters/local/{Uri.EscapeDataString(name)}", "/api/matrix",
            $"/api/events?master={Uri.EscapeDataString(name)}&limit=1", $"/api/incidents?master={Uri.EscapeDataString(name)}",
        })
        {
            var (response, body) = await rig.AskAsync(path);
            Assert.True(response.StatusCode == HttpStatusCode.OK, $"{path}: {body}");
            var text = await response.Content.ReadAsStringAsync(Cancellation);
            Assert.DoesNotContain(text, letter => letter is '<' or '>' or '\'' or '&' or < ' ' or > '~');
            Assert.All(response.Headers.SelectMany(header => header.Value), value => Assert.DoesNotContain(value, letter => letter is < ' ' or > '~'));
        }

        Assert.Equal(name, (string)(await rig.GetAsync($"/api/masters/local/{Uri.EscapeDataString(name)}"))["now"]!["summary"]!["master"]!);
        var (first, _) = await rig.AskAsync($"/api/events?master={Uri.EscapeDataString(name)}&limit=1");
        var second = await rig.GetAsync(first.Headers.GetValues("Link").Single()[1..].Split('>')[0]);
        Assert.Equal(name, (string)second["items"]![0]!["event"]!["master"]!);
    }

    [Fact]
    public async Task Get_TenKilobytesOfAName_AreAnswered()
    {
        var name = string.Concat(Enumerable.Repeat("<&>\u202e", 2500));
        var quiet = Seen.After(Quiet);
        await using var rig = await ApiRig.StartAsync(quiet);
        rig.Clusters = [quiet.State with { Masters = MasterMap.Empty.With(quiet.State.Masters["mymaster"] with { Name = name }) }];

        Assert.Equal(name, (string)(await rig.GetAsync("/api/masters"))["items"]![0]!["master"]!);
        Assert.True(((string)(await rig.RefusedAsync("/api/masters/local/nobody", HttpStatusCode.NotFound))["detail"]!).Length < 300);
    }
}
