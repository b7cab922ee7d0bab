namespace SentinelEvents.Browser;

/// <summary>Names and texts from outside stay texts.</summary>
[Collection(StatusPages.Name)]
public sealed class HostileTextTests(StageFixture fixture)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AllPages_HostileNamesAndComments_NothingRuns()
    {
        await using var visit = await fixture.OpenAsync(Look.Wide);
        foreach (var place in await Places.AllAsync(fixture.Stage, Cancellation))
        {
            await visit.GoAsync(place);
            await visit.Page.WaitForLoadStateAsync();
            Assert.Equal(0, await visit.Page.Locator("main img[src=x], main script, main b:text-is('alert')").CountAsync());
        }

        Assert.Empty(visit.Wrongs);
    }

    [Fact]
    public async Task Overview_HostileNames_EachIsShownAndLeadsToItsOwnPage()
    {
        await using var visit = await fixture.OpenAsync(Look.Wide);
        foreach (var name in StageFixture.HostileNames)
        {
            // What hides text is shown by its number.
            var shown = $"prod/{name.Replace("\u202E", "\\u202e", StringComparison.Ordinal)}";
            await visit.GoAsync("/");
            await visit.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = shown, Exact = true }).ClickAsync();
            await visit.Page.WaitForLoadStateAsync();
            Assert.Equal(shown, await visit.Page.Locator("h1").TextContentAsync());
        }

        Assert.Empty(visit.Wrongs);
    }
}
