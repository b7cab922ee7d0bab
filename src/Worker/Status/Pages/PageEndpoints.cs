using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Journal;
using SentinelEvents.Worker.Presentation;
using SentinelEvents.Worker.Status.Guard;
using SentinelEvents.Worker.Status.Views;
using SentinelEvents.Worker.Status.Writes;

namespace SentinelEvents.Worker.Status.Pages;

/// <summary>What a browser may ask for.</summary>
internal static class PageEndpoints
{
    // The content of an asset never changes under its URL.
    private const string ForEver = "public, max-age=31536000, immutable";

    private const int LongestQuery = 200;

    private static readonly Problem NoReport = new(404, "There is no such report", "The journal holds none of this id: it may be older than Journal:Retention.");

    public static void MapPages(this WebApplication app)
    {
        var pages = app.MapGroup("").ExcludeFromDescription();
        foreach (var asset in PageAssets.All)
        {
            pages.MapGet(asset.Url, context =>
            {
                context.Response.ContentType = asset.ContentType;
                context.Response.Headers.CacheControl = ForEver;
                return PageCompression.WriteAsync(context, asset);
            });
        }

        pages.MapGet(PageUrls.Overview, OverviewAsync);
        pages.MapGet("/masters/{cluster}/{master}", (HttpContext context) => MasterAsync(context, Route(context, "cluster"), Route(context, "master")));
        pages.MapGet(PageUrls.MasterByQuery, (HttpContext context) => MasterAsync(context, Query(context, "cluster"), Query(context, "master")));
        pages.MapGet(PageUrls.Events, EventsAsync);
        pages.MapGet("/incidents/{id:guid}", IncidentAsync);
        pages.MapGet(PageUrls.Sentinels, SentinelsAsync);
        pages.MapGet(PageUrls.Deliveries, DeliveriesAsync);
        pages.MapGet(PageUrls.Silences, context => SilencesAsync(context, new SilenceBody(), new Dictionary<string, string[]>()));
        pages.MapGet(PageUrls.Reports, ReportsAsync);
        pages.MapGet("/reports/{id:guid}", ReportAsync);
        pages.MapGet("/reports/{id:guid}/file", ReportFileAsync);
        pages.MapGet("/reports/{id:guid}/{picture}", ReportPictureAsync);
        pages.MapForms();
    }

    private static Task OverviewAsync(HttpContext context)
    {
        var filter = new OverviewFilter(
            Query(context, "q") ?? "",
            Query(context, "cluster"),
            Choice<MasterStanding>(context, "standing"),
            PageOf(context));
        return ShowAsync<OverviewPage>(context, reader => Task.FromResult<PageContent?>(reader.Overview(filter)));
    }

    private static Task MasterAsync(HttpContext context, string? cluster, string? master) => ShowAsync<OneMasterPage>(
        context,
        async reader => cluster is null || master is null ? null : await reader.MasterAsync(cluster, master, context.RequestAborted),
        new Problem(404, "There is no such master", $"No sentinel of {cluster} names a master {master} that is followed."));

    private static Task EventsAsync(HttpContext context) => ShowAsync<EventsPage>(context, async reader => await reader.EventsAsync(
        Query(context, "cluster"),
        Query(context, "master"),
        Choice<EventKind>(context, "kind"),
        long.TryParse(Query(context, "before"), NumberStyles.None, CultureInfo.InvariantCulture, out var before) && before > 0 ? before : null,
        context.RequestAborted));

    private static Task IncidentAsync(HttpContext context, Guid id) => ShowAsync<IncidentPage>(
        context,
        async reader => await reader.IncidentAsync(id, context.RequestAborted),
        new Problem(404, "There is no such incident", "The journal holds no event of it: it may be older than Journal:Retention."));

    private static Task SentinelsAsync(HttpContext context) => ShowAsync<SentinelsPage>(context, reader => Task.FromResult<PageContent?>(reader.Sentinels(PageOf(context))));

    private static Task DeliveriesAsync(HttpContext context) => ShowAsync<DeliveriesPage>(
        context,
        async reader => await reader.DeliveriesAsync(Choice<DeliveryState>(context, "state"), Query(context, "destination"), context.RequestAborted),
        token: TokenOf(context));

    /// <param name="context">The request.</param>
    /// <param name="wanted">What was sent and not accepted.</param>
    /// <param name="errors">Why not.</param>
    public static Task SilencesAsync(HttpContext context, SilenceBody wanted, IReadOnlyDictionary<string, string[]> errors) => ShowAsync<SilencesPage>(
        context,
        async reader => await reader.SilencesAsync(wanted, errors, context.RequestAborted),
        token: TokenOf(context),
        status: errors.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);

    private static Task ReportsAsync(HttpContext context) => ShowAsync<ReportsPage>(context, async reader => await reader.ReportsAsync(context.RequestAborted));

    private static Task ReportAsync(HttpContext context, Guid id) => ShowAsync<OneReportPage>(
        context, async reader => await reader.ReportAsync(id, context.RequestAborted) is { } report ? ReportModel.Of(report, Album(context).Of(report)) : null, NoReport);

    /// <summary>The document that mail carries. It is styled inline for mail programs: it may be, since nothing in it may do anything.</summary>
    private static async Task ReportFileAsync(HttpContext context, Guid id)
    {
        if (await Reader(context).ReportAsync(id, context.RequestAborted) is not { } report)
        {
            await Problem.WriteAsync(context, NoReport);
            return;
        }

        context.Response.ContentType = PageWriter.ContentType;
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";
        context.Response.Headers.CacheControl = "no-store";
        await PageCompression.WriteAsync(context, Encoding.UTF8.GetBytes(ReportPage.Html(report, Album(context).Of(report), PictureLinks.DataUris)));
    }

    private static async Task ReportPictureAsync(HttpContext context, Guid id, string picture)
    {
        var report = await Reader(context).ReportAsync(id, context.RequestAborted);
        if (report is null || Album(context).Of(report).FirstOrDefault(one => one.FileName == picture) is not { } found)
        {
            await Problem.WriteAsync(context, NoReport);
            return;
        }

        context.Response.ContentType = "image/png";
        context.Response.Headers.CacheControl = "private, max-age=3600";
        context.Response.ContentLength = found.Png.Length;
        await context.Response.Body.WriteAsync(found.Png, context.RequestAborted);
    }

    /// <param name="context">The request.</param>
    /// <param name="read">Reads what is to be shown; null where there is no such thing.</param>
    /// <param name="missing">What is said then.</param>
    /// <param name="token">For the page's forms.</param>
    /// <param name="status">Of the answer.</param>
    private static async Task ShowAsync<TPage>(
        HttpContext context, Func<PageReader, Task<PageContent?>> read, Problem? missing = null, FormToken? token = null, int status = StatusCodes.Status200OK)
        where TPage : IComponent
    {
        // The frame first: it says from where the page's script listens on, and what the page shows must not end before.
        var reader = Reader(context);
        var frame = reader.Frame() with { Token = token, Notice = FormEndpoints.NoticeOf(context) };
        if (await read(reader) is { } content)
        {
            await Writer(context).WriteAsync<TPage>(context, new Dictionary<string, object?> { ["Frame"] = frame, ["Content"] = content }, status);
        }
        else
        {
            await Problem.WriteAsync(context, missing ?? new Problem(404, "There is nothing here"));
        }
    }

    /// <summary>Null where nothing may be changed by anybody: then there are no forms.</summary>
    private static FormToken? TokenOf(HttpContext context)
    {
        var token = context.RequestServices.GetRequiredService<FormTokens>().Issue(context);
        return token is null ? null : new FormToken(FormTokens.Field, token);
    }

    private static PageReader Reader(HttpContext context) => context.RequestServices.GetRequiredService<PageReader>();

    private static ReportAlbum Album(HttpContext context) => context.RequestServices.GetRequiredService<ReportAlbum>();

    private static PageWriter Writer(HttpContext context) => context.RequestServices.GetRequiredService<PageWriter>();

    private static TChoice? Choice<TChoice>(HttpContext context, string name)
        where TChoice : struct, Enum => Enum.TryParse<TChoice>(Query(context, name), out var choice) && Enum.IsDefined(choice) ? choice : null;

    private static int PageOf(HttpContext context) =>
        int.TryParse(Query(context, "page"), NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page is > 0 and < 100_000 ? page : 1;

    private static string? Route(HttpContext context, string name) => context.Request.RouteValues[name] as string;

    /// <summary>Null where it is not given, or given empty as forms do.</summary>
    private static string? Query(HttpContext context, string name) =>
        context.Request.Query[name] is [{ Length: > 0 } value, ..] ? value.Length > LongestQuery ? value[..LongestQuery] : value : null;
}
