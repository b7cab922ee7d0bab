using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Delivery.Holding;
using SentinelEvents.Worker.Status.Guard;
using SentinelEvents.Worker.Status.Writes;

namespace SentinelEvents.Worker.Status.Pages;

/// <summary>What pages can change, by forms: the guard has asked for the key and the form's token before. Each is followed by a page that can be loaded again.</summary>
internal static class FormEndpoints
{
    private const string NoticeKey = "done";

    private static readonly char[] Between = [' ', ','];

    public static void MapForms(this IEndpointRouteBuilder pages)
    {
        pages.MapPost("/deliveries/{id:long}/redeliver", RedeliverAsync);
        pages.MapPost(PageUrls.Silences, SilenceAsync);
        pages.MapPost("/silences/{id:guid}/end", EndAsync);
    }

    /// <summary>What came of the form before; null where there was none.</summary>
    public static Notice? NoticeOf(HttpContext context) =>
        Enum.TryParse<Done>(context.Request.Query[NoticeKey], out var done) && Enum.IsDefined(done) ? Notices.Of(done) : null;

    private static async Task RedeliverAsync(HttpContext context, long id)
    {
        var result = await context.RequestServices.GetRequiredService<Redelivery>().AskAsync(id, Caller.Of(context).From, context.RequestAborted);
        Follow(context, PageUrls.With(PageUrls.Deliveries, (NoticeKey, (result switch
        {
            RedeliveryResult.Accepted => Done.Redelivering,
            RedeliveryResult.AlreadyPending => Done.WaitsAlready,
            RedeliveryResult.DestinationGone => Done.DestinationGone,
            _ => Done.NoSuchDelivery,
        }).ToString())));
    }

    private static async Task SilenceAsync(HttpContext context)
    {
        if (await ReadAsync(context) is not { } form)
        {
            return;
        }

        var body = Body(form);
        var errors = new FieldErrors();
        switch (await SilenceAsking.AskAsync(context.RequestServices.GetRequiredService<ISilenceRegister>(), body, errors, Caller.Of(context).From, context.RequestAborted))
        {
            case SilenceAddition.Added:
                Follow(context, PageUrls.With(PageUrls.Silences, (NoticeKey, nameof(Done.Silenced))));
                return;
            case SilenceAddition.TooMany many:
                errors.Add("name", string.Create(CultureInfo.InvariantCulture, $"There are {many.Most} silences that are not over, as many as may be: end one first."));
                break;
        }

        await PageEndpoints.SilencesAsync(context, body, errors.All);
    }

    private static async Task EndAsync(HttpContext context, Guid id)
    {
        var result = await context.RequestServices.GetRequiredService<ISilenceRegister>().EndAsync(id, Caller.Of(context).From, context.RequestAborted);
        Follow(context, PageUrls.With(PageUrls.Silences, (NoticeKey, (result switch
        {
            SilenceEnding.Ended => Done.Ended,
            SilenceEnding.WasOver => Done.WasOver,
            SilenceEnding.Configured => Done.Configured,
            _ => Done.NoSuchSilence,
        }).ToString())));
    }

    /// <summary>What was sent; null where it is no form, which is answered.</summary>
    private static async Task<IFormCollection?> ReadAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
        {
            await Problem.WriteAsync(context, new Problem(415, "The body is of another type than expected", "Send the form of the page; programs send application/json to /api/silences."));
            return null;
        }

        try
        {
            return await context.Request.ReadFormAsync(context.RequestAborted);
        }
        catch (InvalidDataException)
        {
            await Problem.WriteAsync(context, new Problem(400, "The form cannot be read", "Nothing was changed. Send the form of the page."));
            return null;
        }
    }

    private static SilenceBody Body(IFormCollection form) => new()
    {
        Name = form["name"],
        Author = form["author"],
        Comment = form["comment"],
        Duration = form["duration"],
        // A browser's field for a time has no zone; the form says that it is UTC.
        Start = form["start"].ToString() is { Length: > 0 } start ? $"{start}Z" : null,
        To = [.. form["to"]],
        Match = new SilenceMatchBody { Masters = Names(form["masters"]), Clusters = Names(form["clusters"]) },
    };

    private static string[] Names(string? text) => (text ?? "").Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static void Follow(HttpContext context, string url)
    {
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = url;
    }
}
