using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SentinelEvents.Worker.Delivery.Holding;
using SentinelEvents.Worker.Status.Api;
using SentinelEvents.Worker.Status.Guard;
using SentinelEvents.Worker.Status.Views;

namespace SentinelEvents.Worker.Status.Writes;

/// <summary><c>/api/silences</c>.</summary>
internal sealed class SilenceEndpoints(ISilenceRegister register)
{
    private const string Path = "/api/silences";

    private static readonly Problem Unknown = new(404, "There is no such silence", $"GET {Path} lists them with their ids.");

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (Delegate)ListAsync)
            .Describes<Listing<SilenceAnswer>>("Silences", "When people are spared", "The silences of the configuration and those that were asked for, with those that are over as long as the journal keeps them.");
        routes.MapGet(Path + "/{id}", (Delegate)GetAsync)
            .Describes<SilenceAnswer>("Silence", "One silence", "One silence, also when it is over.", StatusCodes.Status404NotFound);
        routes.MapPost(Path, (Delegate)AddAsync)
            .DescribesChange<SilenceAnswer>(
                "AddSilence",
                "Spare people",
                "Adds a silence: name and author, and end or duration, or cron and duration for a window that comes again. It is in force at once. Needs the API key.",
                StatusCodes.Status201Created,
                StatusCodes.Status409Conflict,
                StatusCodes.Status415UnsupportedMediaType)
            .Accepts<SilenceBody>("application/json");
        foreach (var path in (string[])[Path, Path + "/{id}"])
        {
            routes.MapDelete(path, (Delegate)EndAsync)
                .DescribesChange<SilenceAnswer>(
                    path == Path ? "EndSilence" : "EndSilenceById",
                    "Tell people again",
                    "Ends a silence that was asked for; what it held is decided anew. Needs the API key.",
                    StatusCodes.Status200OK,
                    StatusCodes.Status404NotFound,
                    StatusCodes.Status409Conflict)
                .Takes(path == Path ? [new ApiParameter("id", "The silence's id.", "0198a1b2-0000-7000-8000-000000000000")] : []);
        }
    }

    private async Task ListAsync(HttpContext context)
    {
        var silences = await register.ListAsync(context.RequestAborted);
        await WriteJson.WriteAsync(context, 200, new Listing<SilenceAnswer>([.. silences.Select(SilenceAnswer.Of)]));
    }

    private async Task GetAsync(HttpContext context)
    {
        if (IdOf(context) is { } id && await register.FindAsync(id, context.RequestAborted) is { } silence)
        {
            await WriteJson.WriteAsync(context, 200, SilenceAnswer.Of(silence));
            return;
        }

        await Problem.WriteAsync(context, Unknown);
    }

    private async Task AddAsync(HttpContext context)
    {
        if (await WriteJson.ReadAsync<SilenceBody>(context) is not { } body)
        {
            return;
        }

        var errors = new FieldErrors();
        switch (await SilenceAsking.AskAsync(register, body, errors, Caller.Of(context).From, context.RequestAborted))
        {
            case SilenceAddition.Added { Silence: var silence }:
                context.Response.Headers.Location = $"{Path}/{silence.Id:D}";
                await WriteJson.WriteAsync(context, 201, SilenceAnswer.Of(silence));
                break;
            case SilenceAddition.TooMany many:
                await Problem.WriteAsync(context, new Problem(409, "There are as many silences as may be", FormattableString.Invariant($"At most {many.Most} that are not over: end one first.")));
                break;
            default:
                await Problem.WriteAsync(context, new Problem(400, "The silence is not accepted", "Nothing was changed; see errors.", errors.All));
                break;
        }
    }

    private async Task EndAsync(HttpContext context)
    {
        switch (IdOf(context) is { } id ? await register.EndAsync(id, Caller.Of(context).From, context.RequestAborted) : new SilenceEnding.Unknown())
        {
            case SilenceEnding.Ended { Silence: var ended }:
                await WriteJson.WriteAsync(context, 200, SilenceAnswer.Of(ended));
                break;
            case SilenceEnding.WasOver { Silence: var over }:
                await WriteJson.WriteAsync(context, 200, SilenceAnswer.Of(over));
                break;
            case SilenceEnding.Configured { Silence: var configured }:
                await Problem.WriteAsync(context, new Problem(409, "The silence belongs to the configuration", $"Remove {configured.Key} ({configured.Options.Name}) from the configuration file; it is taken over within seconds."));
                break;
            default:
                await Problem.WriteAsync(context, Unknown);
                break;
        }
    }

    private static Guid? IdOf(HttpContext context) => Guid.TryParse(context.GetRouteValue("id") as string ?? context.Request.Query["id"].ToString(), out var id) ? id : null;
}
