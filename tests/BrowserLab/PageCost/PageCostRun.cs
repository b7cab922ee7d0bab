using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace SentinelEvents.Lab;

/// <summary>Loads the status pages of a large simulated deployment, again and again, each time into a browser that has nothing of them.</summary>
internal sealed class PageCostRun(PageCostOptions options, Action<string> note)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);

    // As a browser has it for a page: the answer itself, and when something of it was first to be seen.
    private const string Account = """
        () => {
          const page = performance.getEntriesByType('navigation')[0];
          const paint = performance.getEntriesByName('first-contentful-paint')[0];
          const rest = performance.getEntriesByType('resource').filter(one => one.initiatorType !== 'fetch').reduce((sum, one) => sum + one.transferSize, 0);
          return paint ? [page.responseStart - page.requestStart, paint.startTime, page.transferSize, page.decodedBodySize, page.transferSize + rest] : null;
        }
        """;

    internal async Task<IReadOnlyDictionary<string, IReadOnlyList<PageLoad>>> RunAsync(CancellationToken cancellation)
    {
        await using var deployment = new SimulatedDeployment(options.Masters, options.Sentinels);
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePorts.Take()}"));
        note("Starting the service");
        await using var worker = await WorkerProcess.StartAsync(new WorkerSettings { Configuration = Configure(deployment, address) }).ConfigureAwait(false);
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        var wanted = string.Create(CultureInfo.InvariantCulture, $"All {options.Masters} masters are well");
        await worker.WaitUntilAsync(
            $"all {options.Masters} masters are followed",
            async token => await ReadAsync(token).ConfigureAwait(false) is var page && page.Contains(wanted, StringComparison.Ordinal) ? null : page[..Math.Min(page.Length, 2000)],
            Deadline,
            cancellation).ConfigureAwait(false);

        await using var browser = await LabBrowser.StartAsync().ConfigureAwait(false);
        var loads = new Dictionary<string, IReadOnlyList<PageLoad>>();
        foreach (var path in (string[])["/", "/sentinels", "/events"])
        {
            // The first is not counted: server and browser compile much for it.
            await LoadAsync(browser.Browser, new Uri(address, path), cancellation).ConfigureAwait(false);
            List<PageLoad> measured = [];
            while (measured.Count < options.Loads)
            {
                measured.Add(await LoadAsync(browser.Browser, new Uri(address, path), cancellation).ConfigureAwait(false));
            }

            note(string.Create(CultureInfo.InvariantCulture, $"{path}: {measured.Count} loads"));
            loads.Add(path, measured);
        }

        return loads;

        async Task<string> ReadAsync(CancellationToken token)
        {
            try
            {
                return await http.GetStringAsync(address, token).ConfigureAwait(false);
            }
            catch (HttpRequestException failure)
            {
                return failure.Message;
            }
        }
    }

    private static async Task<PageLoad> LoadAsync(IBrowser browser, Uri address, CancellationToken cancellation)
    {
        // A context of its own has an empty cache.
        var context = await browser.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1280, Height = 900 } }).ConfigureAwait(false);
        await using var closing = context.ConfigureAwait(false);
        var page = await context.NewPageAsync().ConfigureAwait(false);
        await page.GotoAsync(address.ToString()).ConfigureAwait(false);
        double[]? account = null;
        await Eventually.BecomesAsync(
            $"{address} is painted",
            async _ => (account = await page.EvaluateAsync<double[]?>(Account).ConfigureAwait(false)) is null ? "nothing" : null,
            Deadline,
            cancellation: cancellation).ConfigureAwait(false);
        return new PageLoad(TimeSpan.FromMilliseconds(account![0]), TimeSpan.FromMilliseconds(account[1]), (long)account[2], (long)account[3], (long)account[4]);
    }

    private static JsonObject Configure(SimulatedDeployment deployment, Uri address) => new()
    {
        ["Clusters"] = new JsonArray(new JsonObject
        {
            ["Name"] = "large",
            ["Sentinels"] = new JsonArray([.. deployment.SentinelAddresses.Select(sentinel => JsonValue.Create(sentinel))]),
            ["DataNodes"] = new JsonObject { ["Enabled"] = false },
        }),
        ["Http"] = new JsonObject { ["Url"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{address.Port}") },
    };
}
