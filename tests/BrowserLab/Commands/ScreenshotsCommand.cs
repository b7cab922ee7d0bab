using System.CommandLine;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace SentinelEvents.Lab;

/// <summary><c>screenshots</c>: the pictures of the documentation, taken of the service over real sentinels.</summary>
internal static partial class ScreenshotsCommand
{
    private const int Masters = 5;

    internal static Command Create()
    {
        var to = new Option<DirectoryInfo>("--to") { Description = "Where to put them.", DefaultValueFactory = _ => new DirectoryInfo("docs/images") };
        var command = new Command("screenshots", "Take the pictures of the status pages that the documentation shows.") { to };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(to)!, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(DirectoryInfo to, CancellationToken cancellation)
    {
        await using var stage = await StatusStage.StartAsync(Masters, [], cancellation).ConfigureAwait(false);
        await using var browser = await LabBrowser.StartAsync().ConfigureAwait(false);
        await stage.FailOverAsync(cancellation).ConfigureAwait(false);
        await stage.UntilShownAsync("/events?kind=FailoverCompleted", "/incidents/", 1, cancellation).ConfigureAwait(false);
        await stage.UntilShownAsync("/", "1/2 replicas", 1, cancellation).ConfigureAwait(false);
        var incident = Incident().Match(await stage.ReadAsync("/events?kind=MasterSwitched", cancellation).ConfigureAwait(false)).Value;
        await TakeAsync("status-master", "/masters/prod/m1", 1000, 700, ColorScheme.Light).ConfigureAwait(false);
        await TakeAsync("status-incident", incident, 1000, 640, ColorScheme.Dark).ConfigureAwait(false);

        // One sentinel less: the matrix has something to show.
        await RedisDeployment.StopSentinelAsync(stage.Deployment.Sentinels[^1]).ConfigureAwait(false);
        await stage.UntilShownAsync("/sentinels", "not seen", Masters, cancellation).ConfigureAwait(false);
        await TakeAsync("status-sentinels", "/sentinels", 1000, 560, ColorScheme.Light).ConfigureAwait(false);
        await TakeAsync("status-masters", "/", 1000, 500, ColorScheme.Light).ConfigureAwait(false);
        await TakeAsync("status-phone", "/", 390, 760, ColorScheme.Dark).ConfigureAwait(false);
        return 0;

        async Task TakeAsync(string name, string path, int width, int height, ColorScheme colours)
        {
            var context = await browser.Browser.NewContextAsync(new BrowserNewContextOptions
            {
                BaseURL = stage.Address.ToString(),
                ViewportSize = new ViewportSize { Width = width, Height = height },
                ColorScheme = colours,
            }).ConfigureAwait(false);
            await using var closing = context.ConfigureAwait(false);
            var page = await context.NewPageAsync().ConfigureAwait(false);
            await page.GotoAsync(path).ConfigureAwait(false);
            await page.Locator("#live b", new() { HasTextString = "live" }).WaitForAsync().ConfigureAwait(false);
            var file = Path.Combine(to.FullName, name + ".png");
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = file }).ConfigureAwait(false);
            Console.WriteLine(file);
        }
    }

    [GeneratedRegex("/incidents/[0-9a-f-]{36}")]
    private static partial Regex Incident();
}
