using System.Globalization;
using System.Net;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Notifications.Webhook;

namespace SentinelEvents.Fuzz.Targets;

/// <summary>What a receiver of webhooks answers: the status in the first line, headers below it.</summary>
internal sealed class AnswerTarget : TextTarget
{
    private static readonly DateTimeOffset Now = new(2026, 3, 7, 3, 12, 4, TimeSpan.Zero);

    public override string Name => "webhook-answers";

    public override string Reads => "status, Retry-After and Location of receivers' answers, and what follows for the next attempt";

    public override IReadOnlyList<Type> Parsers => [typeof(WebhookAnswer), typeof(RetrySchedule), typeof(WebhookPace)];

    public override int Weight => 60;

    protected override IReadOnlyList<string> Samples { get; } =
    [
        "200", "204\nRetry-After: 5", "302\nLocation: https://user:pl4nted-s3cret@other.example/path?token=pl4nted-s3cret", "301\nLocation: //other.example", "307\nLocation: http://\u202Eelpmaxe.test/", "401\nRetry-After: 120", "408", "410",
        "425\nRetry-After: Fri, 07 Mar 2026 03:13:04 GMT", "429\nRetry-After: 99999999999", "429\nRetry-After: 2147483647", "503\nRetry-After: Fri, 31 Dec 9999 23:59:59 GMT", "503\nRetry-After: Mon, 01 Jan 0001 00:00:00 GMT", "500", "100", "999", "429\nRetry-After: -1\nRetry-After: 3",
    ];

    protected override IReadOnlyList<string> Words { get; } = ["\nRetry-After: ", "\nLocation: ", "429", "503", "302", "9999", " GMT", "Fri, ", "http://", "//", "@"];

    protected override string Try(string text)
    {
        var lines = text.Split('\n');
        var status = int.TryParse(lines[0], NumberStyles.None, CultureInfo.InvariantCulture, out var code) && code is >= 100 and <= 999 ? code : 429;
        using var answer = new HttpResponseMessage((HttpStatusCode)status);
        foreach (var header in lines.Skip(1).Select(line => line.Split(": ", 2)).Where(header => header.Length == 2))
        {
            answer.Headers.TryAddWithoutValidation(header[0], header[1]);
        }

        switch (WebhookAnswer.Read(answer, Now))
        {
            case DeliveryOutcome.Delivered:
                return Accepted;
            case DeliveryOutcome.Rejected rejected:
                IsSaid(rejected.Detail, answer);
                return "rejected";
            case DeliveryOutcome.Retry retry:
                IsSaid(retry.Detail, answer);
                Promise.Hold(
                    RetrySchedule.Next(3, 0.5, Now, Now.AddMinutes(-5), retry.NotBefore) is RetryDecision.Again { NotBefore: var at } && at > Now && at <= Now + RetrySchedule.LongestAskedDelay,
                    "a failed delivery is tried again within an hour",
                    () => text);
                new WebhookPace(TimeSpan.Zero, TimeProvider.System).Hold(retry.NotBefore ?? Now);
                return $"retry {retry.Reason}";
            default:
                throw new BrokenPromiseException("an answer means something", text);
        }
    }

    private static void IsSaid(string detail, HttpResponseMessage answer)
    {
        Promise.IsVisible(detail, "what an answer means");

        // The host of a redirect is told, and is no secret.
        if (answer.Headers.Location is not { IsAbsoluteUri: true } place || !place.Host.Contains(Promise.Secret, StringComparison.OrdinalIgnoreCase))
        {
            Promise.KeepsTheSecret(detail, "what an answer means");
        }
    }
}
