using System.Globalization;
using SentinelEvents.Lab;

namespace SentinelEvents.Browser;

/// <summary>An open page shows what happens, by itself.</summary>
[Collection(StatusPages.Name)]
public sealed class LiveTests(StageFixture fixture)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Failover_MasterKilled_OpenPagesShowItWithinASecondOfAgreementWithoutReload()
    {
        await using var masters = await fixture.OpenAsync(Look.Wide);
        await using var events = await fixture.OpenAsync(Look.Wide);
        var stage = fixture.Stage;
        await stage.Deployment.WaitUntilReadyToFailOverAsync(Patience, cancellation: Cancellation);
        await masters.GoAsync("/");
        await events.GoAsync("/events");
        foreach (var page in new[] { masters.Page, events.Page })
        {
            await page.Locator("#live b", new() { HasTextString = "live" }).WaitForAsync();
            await page.EvaluateAsync("window.sameDocument = true");
        }

        var before = await masters.Page.EvaluateAsync<string>("document.getElementById('m:prod/m1').querySelector('.where').textContent");
        await masters.Page.EvaluateAsync("before => { watch(() => document.getElementById('m:prod/m1').querySelector('.where').textContent !== before); " + Watch + " }", before);
        var known = await events.Page.EvaluateAsync<int>(CountSwitches);
        await events.Page.EvaluateAsync("known => { watch(() => " + CountSwitches + " > known); " + Watch + " }", known);
        await masters.Page.Locator("#q").FocusAsync();

        await stage.FailOverAsync(Cancellation);
        var shown = new[] { await SeenAsync(masters), await SeenAsync(events) };
        var agreed = DateTimeOffset.Parse(
            (await events.Page.Locator("tr", new() { HasTextString = "master switch" }).First.Locator("time").GetAttributeAsync("datetime"))!, CultureInfo.InvariantCulture);
        var delays = shown.Select(at => (at - agreed).TotalMilliseconds).ToList();
        TestContext.Current.TestOutputHelper?.WriteLine($"shown {delays[0]:0} ms (masters) and {delays[1]:0} ms (events) after the switch was agreed");
        Assert.All(delays, delay => Assert.InRange(delay, 0, 1000));
        foreach (var visit in new[] { masters, events })
        {
            Assert.True(await visit.Page.EvaluateAsync<bool>("window.sameDocument === true"), "The page was loaded anew.");
            Assert.Empty(visit.Wrongs);
        }

        Assert.Equal("q", await masters.Page.EvaluateAsync<string>("document.activeElement.id"));
        await RedisDeployment.RestartNodeAsync(stage.Deployment.Nodes.First(node => !node.IsLive), Patience, Cancellation);
    }

    [Fact]
    public async Task Service_AwayAndBack_PageSaysSinceWhenAndThenThatItIsOldAndThenIsLiveAgain()
    {
        await using var visit = await fixture.OpenAsync(Look.Wide);
        var page = visit.Page;
        await page.Clock.InstallAsync();
        await visit.GoAsync("/");
        await LiveAsync();
        await fixture.Stage.Worker.StopAsync(Patience);
        try
        {
            await page.Locator("#live", new() { HasTextString = "reconnecting since" }).WaitForAsync();
            Assert.False(await page.Locator("#stale").IsVisibleAsync(), "A page of seconds ago is not old.");
            await page.Clock.FastForwardAsync("00:30");
            await page.Locator("#stale", new() { HasTextString = "old" }).WaitForAsync();
        }
        finally
        {
            await fixture.Stage.Worker.StartAgainAsync();
            await fixture.Stage.UntilShownAsync("/", "agree", 2, Cancellation);
        }

        await Eventually.BecomesAsync(
            "the page is live again",
            async _ =>
            {
                await page.Clock.FastForwardAsync("00:05");
                return await page.Locator("#stale").IsVisibleAsync() || await page.Locator("#live", new() { HasTextString = "live" }).CountAsync() == 0
                    ? await page.Locator("header").InnerTextAsync()
                    : null;
            },
            Patience,
            cancellation: Cancellation);

        Task LiveAsync() => page.Locator("#live b", new() { HasTextString = "live" }).WaitForAsync();
    }

    [Fact]
    public async Task Service_Frozen_PageIsNeitherLiveNorYoung()
    {
        await using var visit = await fixture.OpenAsync(Look.Wide);
        var page = visit.Page;
        await page.Clock.InstallAsync();
        await visit.GoAsync("/");
        var live = page.Locator("#live b", new() { HasTextString = "live" });
        await live.WaitForAsync();
        fixture.Stage.Worker.Process.Freeze();
        try
        {
            // Its connections hold, so that only the missing answer tells. One answer may have been under way when it froze.
            await Eventually.BecomesAsync(
                "the page says that it is old",
                async _ =>
                {
                    await page.Clock.FastForwardAsync("00:30");
                    return await page.Locator("#stale", new() { HasTextString = "the service does not answer" }).IsVisibleAsync()
                        ? null
                        : await page.Locator("header").InnerTextAsync();
                },
                Patience,
                cancellation: Cancellation);
            await page.Locator("#live b", new() { HasTextString = "no answer" }).WaitForAsync();
        }
        finally
        {
            fixture.Stage.Worker.Process.Continue();
        }

        await live.WaitForAsync();
        Assert.False(await page.Locator("#stale").IsVisibleAsync(), "It answers again.");
    }

    [Fact]
    public async Task Refresh_OpenDetailsScrollAndWhatIsTyped_Stay()
    {
        await using var visit = await fixture.OpenAsync(Look.Phone);
        var page = visit.Page;
        await page.Clock.InstallAsync();
        await visit.GoAsync((await Places.AllAsync(fixture.Stage, Cancellation)).First(place => place.StartsWith("/incidents/", StringComparison.Ordinal)));
        await page.Locator("summary").Nth(1).ClickAsync();
        await page.Locator("summary").Nth(1).FocusAsync();
        var before = await StateAsync();
        await RefreshedAsync();
        Assert.Equal(before, await StateAsync());

        await visit.GoAsync("/silences");
        await page.FillAsync("#s-comment", "half a sen");
        await page.Locator("input[name=to]").First.CheckAsync();
        await page.FocusAsync("#s-comment");
        await RefreshedAsync();
        Assert.Equal("half a sen", await page.InputValueAsync("#s-comment"));
        Assert.True(await page.Locator("input[name=to]").First.IsCheckedAsync(), "The box is no longer checked.");
        Assert.Equal("s-comment", await page.EvaluateAsync<string>("document.activeElement.id"));
        Assert.Empty(visit.Wrongs);

        async Task<string> StateAsync() => await page.EvaluateAsync<string>(
            "JSON.stringify([[...document.querySelectorAll('details[open]')].map(one => one.id), Math.round(document.activeElement.getBoundingClientRect().top), document.activeElement.parentElement.id])");

        async Task RefreshedAsync()
        {
            var made = await page.Locator("#made time").GetAttributeAsync("datetime");
            await Eventually.BecomesAsync(
                "the page is made anew",
                async _ =>
                {
                    await page.Clock.FastForwardAsync("00:10");
                    return await page.Locator("#made time").GetAttributeAsync("datetime") is var now && now != made ? null : now;
                },
                Patience,
                cancellation: Cancellation);
        }
    }

    [Fact]
    public async Task Storm_HundredsOfEvents_AreTwoPagesASecondAtMost()
    {
        await using var visit = await fixture.OpenAsync(Look.Wide);
        var page = visit.Page;
        var storm = string.Concat(Enumerable.Range(0, 300).Select(number => $"id: 1\nevent: MasterDown\ndata: {{\"cluster\":\"prod\",\"master\":\"m{number}\"}}\n\n"));
        await page.RouteAsync("**/api/stream*", route => route.FulfillAsync(new() { ContentType = "text/event-stream", Body = $"retry: 200\n\n{storm}" }));
        await visit.GoAsync("/events");
        double[] starts = [];
        await Eventually.BecomesAsync(
            "five pages are fetched",
            async _ => (starts = await page.EvaluateAsync<double[]>("performance.getEntriesByType('resource').filter(one => one.initiatorType === 'fetch').map(one => one.startTime)")).Length >= 5
                ? null
                : $"{starts.Length} pages",
            Patience,
            cancellation: Cancellation);
        Assert.All(starts.Zip(starts.Skip(1), (one, next) => next - one), gap => Assert.InRange(gap, 450, double.MaxValue));
    }

    private const string CountSwitches = "[...document.querySelectorAll('tbody tr')].filter(row => row.textContent.includes('master switch')).length";

    // Looks whenever anything on the page changes; functions are hoisted.
    private const string Watch = """
        function watch(holds) {
          const look = () => { if (!window.seenAt && holds()) window.seenAt = Date.now(); };
          new MutationObserver(look).observe(document.documentElement, { subtree: true, childList: true, characterData: true, attributes: true });
        }
        """;

    private static async Task<DateTimeOffset> SeenAsync(Visit visit)
    {
        // Not by the browser's own waiting, which evaluates text: the page's policy forbids that, rightly.
        long at = 0;
        await Eventually.BecomesAsync(
            $"{visit.Page.Url} shows the failover",
            async _ => (at = await visit.Page.EvaluateAsync<long>("window.seenAt || 0")) > 0 ? null : await visit.Page.InnerTextAsync("body"),
            Patience,
            cancellation: Cancellation);
        return DateTimeOffset.FromUnixTimeMilliseconds(at);
    }
}
