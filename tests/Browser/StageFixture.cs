using Microsoft.Playwright;
using SentinelEvents.Lab;

namespace SentinelEvents.Browser;

/// <summary>The service over real sentinels, after one failover, and a browser; for all tests in turn.</summary>
public sealed class StageFixture : IAsyncLifetime
{
    /// <summary>Names that sentinels take for masters: markup, paths and what hides text.</summary>
    internal static readonly IReadOnlyList<string> HostileNames =
    [
        StatusStage.Hostile, "</script><script>alert(1)</script>", "\"onmouseover=\"alert(1)", "..", "a/b?c=d&e#f", "%3Cb%3E", "javascript:alert(1)", "\u202Egnp.exe",
    ];

    private const int Masters = 2;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private StatusStage? stage;
    private LabBrowser? browser;

    internal StatusStage Stage => stage ?? throw new LabException("What the tests need is not installed.");

    internal IBrowser Browser => browser!.Browser;

    public async ValueTask InitializeAsync()
    {
        if (ServerPrograms.Missing(ServerKind.Redis) is not null || ServerPrograms.Missing(ServerKind.Browser) is not null)
        {
            // Each test says so itself.
            return;
        }

        var started = StatusStage.StartAsync(Masters, HostileNames, TestContext.Current.CancellationToken);
        browser = await LabBrowser.StartAsync();
        stage = await started;
        await stage.Deployment.FailoverAsync(stage.Deployment.AnyMaster, cancellation: TestContext.Current.CancellationToken);
        await stage.UntilShownAsync("/events?kind=FailoverCompleted", "/incidents/", 1, TestContext.Current.CancellationToken);
        await stage.UntilShownAsync("/deliveries?state=Rejected", "rejected", 4, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        if (stage is not null)
        {
            await stage.DisposeAsync();
        }
    }

    /// <summary>A page of its own, with an eye on all that must not happen.</summary>
    internal async Task<Visit> OpenAsync(Look look, bool script = true, bool key = true)
    {
        RequiresServer();
        var context = await Browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Stage.Address.ToString(),
            ViewportSize = new ViewportSize { Width = look.Width, Height = look.Height },
            ColorScheme = look.Colours,
            JavaScriptEnabled = script,
            HttpCredentials = !key ? null : new HttpCredentials { Username = "ops", Password = StatusStage.ApiKey },
        });
        context.SetDefaultTimeout((float)Patience.TotalMilliseconds);
        return await Visit.OfAsync(context);
    }

    private static void RequiresServer() => SentinelEvents.Integration.RequiresServer.OrSkip(ServerKind.Redis, ServerKind.Browser);
}
