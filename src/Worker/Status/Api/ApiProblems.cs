using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace SentinelEvents.Worker.Status.Api;

/// <summary>Answers that are no answers, as problem details (RFC 9457).</summary>
internal static class ApiProblems
{
    private const int LongestName = 100;

    public static IResult BadQuery(IReadOnlyList<ApiMistake> mistakes) => Results.Problem(new ProblemDetails
    {
        Status = StatusCodes.Status400BadRequest,
        Title = "The question cannot be understood.",
        Detail = string.Join(' ', mistakes.Select(mistake => $"{mistake.Parameter}: {mistake.Detail}")),
        Extensions = { ["errors"] = mistakes },
    });

    public static IResult NotFound(string detail) => Results.Problem(new ProblemDetails
    {
        Status = StatusCodes.Status404NotFound,
        Title = "There is no such thing.",
        Detail = detail,
    });

    public static IResult JournalAway(string detail) => Results.Problem(new ProblemDetails
    {
        Status = StatusCodes.Status503ServiceUnavailable,
        Title = "The journal cannot be read now.",
        Detail = detail,
    });

    public static IResult TooManyStreams(int most) => Results.Problem(new ProblemDetails
    {
        Status = StatusCodes.Status503ServiceUnavailable,
        Title = "There are too many streams.",
        Detail = FormattableString.Invariant($"This worker serves {most} streams at a time. Come back later, or ask /api/events."),
    });

    /// <summary>A name from outside, in a sentence.</summary>
    public static string Name(string name) => Events.VisibleText.Of(name.Length > LongestName ? $"{name[..LongestName]}…" : name);
}
