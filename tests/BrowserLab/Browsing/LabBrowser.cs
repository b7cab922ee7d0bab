using Microsoft.Playwright;

namespace SentinelEvents.Lab;

/// <summary>The system's Chromium without a window. It calls nobody but the pages that it is shown.</summary>
internal sealed class LabBrowser : IAsyncDisposable
{
    private readonly IPlaywright playwright;

    private LabBrowser(IPlaywright playwright, IBrowser browser)
    {
        this.playwright = playwright;
        Browser = browser;
    }

    internal IBrowser Browser { get; }

    internal static async Task<LabBrowser> StartAsync()
    {
        var playwright = await Playwright.CreateAsync().ConfigureAwait(false);
        try
        {
            return new LabBrowser(playwright, await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
            {
                ExecutablePath = ServerPrograms.Browser ?? throw new LabException(ServerPrograms.Missing(ServerKind.Browser)!),
                // Root cannot have Chromium's sandbox, and what is shown here is our own.
                Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
            }).ConfigureAwait(false));
        }
        catch
        {
            playwright.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync().ConfigureAwait(false);
        playwright.Dispose();
    }
}
