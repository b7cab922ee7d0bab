using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using SentinelEvents.Lab;

namespace SentinelEvents.Browser;

/// <summary>Whoever must use these pages can, whatever the screen, the colours or the means.</summary>
[Collection(StatusPages.Name)]
public sealed class AccessibilityTests(StageFixture fixture)
{
    // What is in order need not be told node by node: that is most of the time.
    private static readonly AxeRunOptions Options = new() { ResultTypes = [ResultType.Violations] };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<Look> Looks => [.. Look.All];

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task AllPages_EveryLook_AxeFindsNothingAndNothingIsWiderThanTheScreen(Look look)
    {
        await using var visit = await fixture.OpenAsync(look);
        List<string> found = [];
        foreach (var place in await Places.AllAsync(fixture.Stage, Cancellation))
        {
            await visit.GoAsync(place);
            var result = await visit.Page.RunAxe(Options);
            found.AddRange(result.Violations.SelectMany(violation => violation.Nodes.Select(node => $"{place}: {violation.Id}, {violation.Help}: {node.Html} {node.Any.FirstOrDefault()?.Message}")));
            var width = await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth");
            if (width > look.Width)
            {
                var widest = await visit.Page.EvaluateAsync<string>(
                    "[...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 120)).slice(0, 3).join('\\n')");
                found.Add($"{place} is {width} px wide on a screen of {look.Width}: {widest}");
            }
        }

        Assert.True(found.Count == 0, string.Join(Environment.NewLine, found));
        Assert.Empty(visit.Wrongs);
    }

    [Fact]
    public async Task Axe_PageWithFaults_FindsThem()
    {
        await using var visit = await fixture.OpenAsync(Look.Wide);
        await visit.GoAsync("/");
        // Beside the content, which the page makes anew whenever something happens.
        await visit.Page.EvaluateAsync("""
            () => {
              document.body.insertAdjacentHTML('beforeend', '<img src="/assets/none"><p id="pale">pale</p>');
              Object.assign(document.getElementById('pale').style, { color: '#999', background: '#aaa' });
            }
            """);

        var found = (await visit.Page.RunAxe(Options)).Violations.Select(violation => violation.Id).ToList();

        Assert.Contains("image-alt", found);
        Assert.Contains("color-contrast", found);
        Assert.NotEmpty(visit.Wrongs);
    }

    [Fact]
    public async Task Keyboard_FromTheTopOfThePage_ReachesTheContentAndEveryLinkAndShowsWhereItIs()
    {
        await using var visit = await fixture.OpenAsync(Look.Wide);
        await visit.GoAsync("/");
        var page = visit.Page;
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("Skip to the content", await FocusedTextAsync());
        Assert.True(await page.EvaluateAsync<bool>("document.activeElement.getBoundingClientRect().left >= 0"), "The skip link cannot be seen while it has the focus.");
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal("main", await page.EvaluateAsync<string>("document.activeElement.id"));

        await page.ReloadAsync();
        List<string> reached = [];
        List<string> unseen = [];
        for (var step = 0; step < 60; step++)
        {
            await page.Keyboard.PressAsync("Tab");
            var (name, isSeen) = await FocusedAsync();
            reached.Add(name);
            if (!isSeen)
            {
                unseen.Add(name);
            }

            if (name.Contains("metrics", StringComparison.Ordinal))
            {
                break;
            }
        }

        Assert.Empty(unseen);
        Assert.Contains("metrics", reached);
        foreach (var wanted in (string[])["Masters", "Sentinels", "Events", "Deliveries", "Silences", "Reports", "q", "standing", "Filter", "prod/m1", "prod/m2"])
        {
            Assert.Contains(wanted, reached);
        }

        // To the master by keys alone, and on to its events.
        // In one call: an open page takes over what is new at any time, and what was focused a moment ago may have been moved.
        await page.Locator("a", new() { HasTextString = "prod/m1" }).PressAsync("Enter");
        await page.WaitForURLAsync("**/masters/prod/m1");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal("main", await page.EvaluateAsync<string>("document.activeElement.id"));

        async Task<string> FocusedTextAsync() => (await FocusedAsync()).Name;

        async Task<(string Name, bool IsSeen)> FocusedAsync()
        {
            var told = await page.EvaluateAsync<string[]>(
                "(() => { const e = document.activeElement; const s = getComputedStyle(e); return [(e.textContent && e.nodeName !== 'SELECT' ? e.textContent : e.id || e.nodeName).trim(), s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 ? 'seen' : '']; })()");
            return (told[0], told[1] == "seen");
        }
    }

    [Fact]
    public async Task Keyboard_Slash_GoesToTheFilterAndTypingNarrowsAtOnce()
    {
        await using var visit = await fixture.OpenAsync(Look.Wide);
        await visit.GoAsync("/");
        var page = visit.Page;
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("m2");
        Assert.Equal(1, await page.Locator("table.masters tbody tr:visible").CountAsync());
        await page.WaitForURLAsync("**/?q=m2");
        await Eventually.BecomesAsync(
            "the server's answer follows", async _ => await page.Locator("table.masters tbody tr").CountAsync() is 1 ? null : await page.ContentAsync(), TimeSpan.FromSeconds(10), cancellation: Cancellation);
        Assert.Equal("q", await page.EvaluateAsync<string>("document.activeElement.id"));
        Assert.Equal("m2", await page.InputValueAsync("#q"));
        Assert.Empty(visit.Wrongs);
    }
}
