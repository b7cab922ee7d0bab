using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Status.Guard;

/// <summary>Stands before every endpoint: reads from this machine pass, all else needs the key, and what changes something must be meant.</summary>
internal sealed partial class Gate(HttpOptions options, AccessKey key, FailedAttempts attempts, FormTokens forms, ILogger<Gate> logger)
{
    /// <summary>Where the health of the service is open to all, in one word.</summary>
    public static readonly IReadOnlySet<string> OpenToAll = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "/health/live", "/health/ready" };

    private const int LongestPathShown = 200;

    private readonly string? _own = HttpValidator.Host(options.Url);

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        var remote = context.Connection.RemoteIpAddress;
        var visit = new Visit(
            !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method)),
            OpenToAll.Contains(request.Path.Value ?? ""),
            NearnessRule.Of(remote, request.Headers, request.Host.Host, _own),
            GateRule.IsFromOtherSite(request.Headers));
        switch (GateRule.Decide(visit, key.IsConfigured, () => Look(context)))
        {
            case Admission.Admitted { NeedsFormToken: true } when !await forms.IsHeldByAsync(context):
                await RefuseAsync(context, visit, new Admission.Refused(Refusal.FormTokenMissing));
                break;
            case Admission.Admitted admitted:
                context.Features.Set(new Caller(admitted.SeesDetails, Caller.Address(remote)));
                await next(context);
                break;
            case Admission.Refused refused:
                await RefuseAsync(context, visit, refused);
                break;
        }
    }

    private (KeyStanding Standing, TimeSpan Wait) Look(HttpContext context)
    {
        var given = GivenKey.Of(context.Request.Headers);
        if (given.Count == 0)
        {
            return (KeyStanding.Missing, TimeSpan.Zero);
        }

        GivenKey? right = null;
        var remote = context.Connection.RemoteIpAddress;
        var (isRight, wait) = attempts.Try(remote, () => (right = given.FirstOrDefault(one => key.Matches(one.Text))) is not null);
        switch (isRight)
        {
            case null:
                return (KeyStanding.Unheard, wait);
            case true:
                return (right!.Sender == KeySender.Program ? KeyStanding.Right : KeyStanding.RightByBrowser, TimeSpan.Zero);
            case false:
                var path = context.Request.Path.Value ?? "";
                LogWrongKey(Caller.Address(remote), VisibleText.Of(context.Request.Method), VisibleText.Of(path[..Math.Min(path.Length, LongestPathShown)]));
                return (KeyStanding.Wrong, TimeSpan.Zero);
        }
    }

    private static Task RefuseAsync(HttpContext context, Visit visit, Admission.Refused refused)
    {
        var headers = context.Response.Headers;
        switch (refused.Why)
        {
            case Refusal.KeyMissing or Refusal.KeyWrong:
                // Browsers ask their user for the second.
                headers.Append(HeaderNames.WWWAuthenticate, """Bearer realm="sentinel-events" """.TrimEnd());
                headers.Append(HeaderNames.WWWAuthenticate, """Basic realm="sentinel-events", charset="UTF-8" """.TrimEnd());
                break;
            case Refusal.TooManyWrongKeys:
                headers.RetryAfter = Math.Ceiling(refused.Wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                break;
        }

        var need = visit.ChangesSomething ? "What changes something needs the API key" : $"This request needs the API key, for {NearnessRule.Words(visit.Nearness)}";
        return Problem.WriteAsync(context, refused.Why switch
        {
            Refusal.OtherSite => new Problem(403, "Another site caused this request", "What changes something has to come from a page of this service, or from a program: without Origin, or with that of this address."),
            Refusal.NoKeyConfigured => new Problem(403, "No API key is configured", $"{need}. Set Http:ApiKeyFile, or Http:ApiKey, and start the service anew."),
            Refusal.KeyMissing => new Problem(401, "The API key is missing", $"{need}: as Authorization: Bearer KEY, as {GivenKey.OwnHeader}: KEY, or as the password of basic authentication."),
            Refusal.KeyWrong => new Problem(401, "The API key is not right", $"{need}, as it is in Http:ApiKeyFile."),
            Refusal.TooManyWrongKeys => new Problem(429, "Too many wrong API keys", "Too many keys from this address were wrong; the next is looked at after Retry-After seconds."),
            Refusal.FormTokenMissing => new Problem(
                403, "The form's token is missing", $"A browser sends the password of basic authentication by itself: send the token of the page with it, or the key as Authorization: Bearer KEY or {GivenKey.OwnHeader}: KEY."),
            _ => throw new ArgumentOutOfRangeException(nameof(refused), refused.Why, "Not known."),
        });
    }

    [LoggerMessage(7101, LogLevel.Warning, "A wrong API key from {Remote}, for {Method} {Path}")]
    private partial void LogWrongKey(string remote, string method, string path);
}
