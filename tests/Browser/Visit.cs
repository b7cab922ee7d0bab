using Microsoft.Playwright;

namespace SentinelEvents.Browser;

/// <summary>One open page. What a page must never do is collected: errors, violations of its policy, dialogs that somebody's text opened.</summary>
internal sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly List<string> wrongs = [];

    private Visit(IBrowserContext context, IPage page)
    {
        this.context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                Add($"console {message.Type} at {page.Url}: {message.Text}");
            }
        };
        page.PageError += (_, error) => Add($"error at {page.Url}: {error}");
        page.Dialog += async (_, dialog) =>
        {
            Add($"dialog at {page.Url}: {dialog.Message}");
            await dialog.DismissAsync();
        };
    }

    public IPage Page { get; }

    public IReadOnlyList<string> Wrongs
    {
        get
        {
            lock (wrongs)
            {
                return [.. wrongs];
            }
        }
    }

    public static async Task<Visit> OfAsync(IBrowserContext context) => new(context, await context.NewPageAsync());

    /// <summary>Goes there; the address of one of several may be the first that a link on another page leads to.</summary>
    public async Task<IResponse> GoAsync(string path)
    {
        var answer = await Page.GotoAsync(path, new PageGotoOptions { WaitUntil = WaitUntilState.DOMContentLoaded });
        return answer!;
    }

    public async ValueTask DisposeAsync() => await context.DisposeAsync();

    private void Add(string wrong)
    {
        lock (wrongs)
        {
            wrongs.Add(wrong);
        }
    }
}
