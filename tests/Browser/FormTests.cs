using Microsoft.Playwright;
using SentinelEvents.Lab;

namespace SentinelEvents.Browser;

/// <summary>Everything works without script, by plain links and forms.</summary>
[Collection(StatusPages.Name)]
public sealed class FormTests(StageFixture fixture)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task NoScript_EveryPage_IsReachedByLinksAndSaysThatItIsNotLive()
    {
        await using var visit = await fixture.OpenAsync(Look.Wide, script: false);
        var page = visit.Page;
        await visit.GoAsync("/");
        foreach (var name in (string[])["Sentinels", "Events", "Deliveries", "Silences", "Reports", "Masters"])
        {
            await page.GetByRole(AriaRole.Navigation, new() { Name = "Pages" }).GetByRole(AriaRole.Link, new() { Name = name }).ClickAsync();
            Assert.Equal(name, await page.Locator("nav a[aria-current=page]").TextContentAsync());
            Assert.Contains("not live without script", await page.Locator("#live").TextContentAsync(), StringComparison.Ordinal);
        }

        await page.FillAsync("#q", "m1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Filter" }).ClickAsync();
        Assert.Equal(1, await page.Locator("table.masters tbody tr").CountAsync());
        await page.GetByRole(AriaRole.Link, new() { Name = "prod/m1" }).ClickAsync();
        await page.Locator("tr", new() { HasTextString = "master switch" }).First.GetByRole(AriaRole.Link).Last.ClickAsync();
        Assert.Equal(1, await page.Locator("h2", new() { HasTextString = "Timeline" }).CountAsync());
        Assert.True(await page.Locator("svg.drawing line").CountAsync() > 5, "The timeline is not drawn.");
        await page.Locator("summary").First.ClickAsync();
        Assert.True(await page.Locator("caption", new() { HasTextString = "Evidence" }).First.IsVisibleAsync(), "The evidence does not open.");
        Assert.Empty(visit.Wrongs);
    }

    [Fact]
    public async Task NoScript_RejectedDelivery_IsRedeliveredAndSaysSo()
    {
        await using var visit = await fixture.OpenAsync(Look.Wide, script: false);
        var page = visit.Page;
        await visit.GoAsync("/deliveries?state=Rejected");
        var row = page.Locator("tbody tr", new() { Has = page.GetByRole(AriaRole.Button) }).First;
        var refused = fixture.Stage.Refused;
        await row.GetByRole(AriaRole.Button).ClickAsync();
        Assert.Contains("on its way again", await page.GetByRole(AriaRole.Status).TextContentAsync(), StringComparison.Ordinal);
        await Eventually.BecomesAsync(
            "the delivery is tried again", () => fixture.Stage.Refused > refused ? null : $"{refused} requests", TimeSpan.FromSeconds(30), cancellation: Cancellation);
        Assert.Empty(visit.Wrongs);
    }

    [Fact]
    public async Task NoScript_Silence_IsKeptThenEndedAndItsHostileCommentStaysText()
    {
        await using var visit = await fixture.OpenAsync(Look.Phone, script: false);
        var page = visit.Page;
        await visit.GoAsync("/silences");
        await page.FillAsync("#s-name", "night-work");
        await page.FillAsync("#s-author", "ops");
        await page.FillAsync("#s-comment", StatusStage.Hostile);
        await page.FillAsync("#s-masters", "m2 orders-*");
        await page.CheckAsync("input[name=to][value=mail]");
        await page.SelectOptionAsync("#s-duration", "00:30:00");
        await page.GetByRole(AriaRole.Button, new() { Name = "Silence" }).ClickAsync();
        Assert.Contains("is kept", await page.GetByRole(AriaRole.Status).TextContentAsync(), StringComparison.Ordinal);
        var row = page.Locator("tbody tr", new() { HasTextString = "night-work" });
        var text = await row.TextContentAsync();
        Assert.Contains(StatusStage.Hostile, text, StringComparison.Ordinal);
        Assert.Contains("masters m2, orders-*", text, StringComparison.Ordinal);
        Assert.Contains("in force", text, StringComparison.Ordinal);

        // The same name again, which is taken: nothing is lost of what was typed.
        await page.FillAsync("#s-name", "night-work");
        await page.FillAsync("#s-author", "somebody else");
        await page.GetByRole(AriaRole.Button, new() { Name = "Silence" }).ClickAsync();
        Assert.Contains("Nothing was changed", await page.GetByRole(AriaRole.Alert).Last.TextContentAsync(), StringComparison.Ordinal);
        Assert.Equal("somebody else", await page.InputValueAsync("#s-author"));

        await visit.GoAsync("/silences");
        await row.GetByRole(AriaRole.Button).ClickAsync();
        Assert.Contains("is over", await page.GetByRole(AriaRole.Status).TextContentAsync(), StringComparison.Ordinal);
        Assert.Contains("ended", await row.TextContentAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_WithoutTheKey_IsRefusedWithAPageThatSaysHow()
    {
        await using var visit = await fixture.OpenAsync(Look.Wide, script: false, key: false);
        var page = visit.Page;
        // A browser would ask its user now, and show this when he has no key to give.
        var answer = await page.APIRequest.PostAsync("/deliveries/1/redeliver", new() { Headers = new Dictionary<string, string> { ["Accept"] = "text/html" } });
        Assert.Equal(401, answer.Status);
        await page.SetContentAsync(await answer.TextAsync());
        Assert.Equal("The API key is missing", await page.Locator("h1").TextContentAsync());
        Assert.Contains("is the password", await page.Locator("main").TextContentAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await page.Locator("#health").CountAsync());
    }

    [Fact]
    public async Task UnknownPath_Browser_GetsAPageAndAProgramAProblem()
    {
        await using var visit = await fixture.OpenAsync(Look.Wide);
        var answer = await visit.GoAsync("/there-is-nothing-here");
        Assert.Equal(404, answer.Status);
        Assert.StartsWith("text/html", await answer.HeaderValueAsync("content-type"), StringComparison.Ordinal);
        Assert.Equal("There is nothing here", await visit.Page.Locator("h1").TextContentAsync());
        Assert.Equal(404, (await visit.GoAsync("/masters/prod/nobody")).Status);
        Assert.Equal("There is no such master", await visit.Page.Locator("h1").TextContentAsync());
        var program = await visit.Page.APIRequest.GetAsync("/there-is-nothing-here", new() { Headers = new Dictionary<string, string> { ["Accept"] = "*/*" } });
        Assert.Equal("application/problem+json", program.Headers["content-type"]);
    }
}
