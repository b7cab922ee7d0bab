using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SentinelEvents.Contracts;
using SentinelEvents.Lab;
using SentinelEvents.Tests;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Notifications;
using SentinelEvents.Worker.Notifications.Webhook;

namespace SentinelEvents.Integration.Notifications;

/// <summary>What the authors of Standard Webhooks wrote to verify requests (npm: standardwebhooks) takes ours while a secret is rotated, and refuses what it should.</summary>
public sealed class StandardWebhooksTests : IAsyncDisposable
{
    private const string Old = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string New = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    private const string Foreign = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private const string Accepted = "accepted";
    private const string NoMatch = "No matching signature found";

    private readonly ServiceProvider services = new ServiceCollection().AddNotifications().BuildServiceProvider();
    private readonly LabDirectory directory = LabDirectory.Create("rotation");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Deliver_WhileASecretIsRotated_IsVerifiedWithEachSecretInForceAndWithNoOther()
    {
        await NodeReader.OrSkipAsync();
        await using var sink = await WebhookSink.StartAsync(Cancellation);
        var destination = Make(sink, new WebhookOptions { Kind = "Webhook", SecretsFile = directory.File("secrets") });

        // As an operator rotates: the file is written, nothing is started anew.
        foreach (var secrets in new[] { Old, $"{Old}\n{New}\n", New })
        {
            await File.WriteAllTextAsync(directory.File("secrets"), secrets, Cancellation);
            Assert.Equal(new DeliveryOutcome.Delivered(), await destination.DeliverAsync(Samples.Of(EventKind.MasterSwitched), Cancellation));
        }

        var asked = sink.Requests.SelectMany(request => new[] { Old, New, Foreign }.Select(secret => Ask(request, secret)));
        Assert.Equal(
            [
                Accepted, NoMatch, NoMatch,
                Accepted, Accepted, NoMatch,
                NoMatch, Accepted, NoMatch,
            ],
            await VerdictsAsync(asked));
    }

    [Fact]
    public async Task Deliver_InEachFormatThatIsSigned_IsVerifiedAndNotOnceItIsChanged()
    {
        await NodeReader.OrSkipAsync();
        await using var sink = await WebhookSink.StartAsync(Cancellation);
        var signed = new WebhookOptions { Kind = "Webhook", Secrets = [Old, New] };
        foreach (var options in new[]
        {
            signed,
            signed with { Mode = WebhookMode.Binary },
            signed with { Format = WebhookFormat.AlertmanagerWebhook },
            signed with { Format = WebhookFormat.Template, Template = "{ \"text\": {{ headline | json }} }" },
        })
        {
            Assert.Equal(new DeliveryOutcome.Delivered(), await Make(sink, options).DeliverAsync(Samples.Of(EventKind.MasterDown) with { Master = "naïve 主 \"master\"" }, Cancellation));
        }

        var asked = sink.Requests.SelectMany(request => new[]
        {
            Ask(request, Old),
            Ask(request, New),
            Ask(request with { Body = Encoding.UTF8.GetBytes(request.Text.Replace("master", "Master", StringComparison.Ordinal)) }, New),
            Ask(request with { Headers = With(request, "webhook-id", Guid.Empty.ToString()) }, New),
            Ask(request with { Headers = With(request, "webhook-timestamp", Later(request.Header("webhook-timestamp")!)) }, New),
        });
        Assert.Equal(
            Enumerable.Repeat(new[] { Accepted, Accepted, NoMatch, NoMatch, NoMatch }, 4).SelectMany(verdicts => verdicts),
            await VerdictsAsync(asked));
    }

    [Fact]
    public async Task Deliver_ByAClockThatIsWrong_IsVerifiedWithinFiveMinutes()
    {
        await NodeReader.OrSkipAsync();
        await using var sink = await WebhookSink.StartAsync(Cancellation);
        foreach (var minutes in new[] { -6, -4, 4, 6 })
        {
            var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddMinutes(minutes));
            await Make(sink, new WebhookOptions { Kind = "Webhook", Secrets = [Old] }, clock).DeliverAsync(Samples.Of(EventKind.MasterDown), Cancellation);
        }

        Assert.Equal(
            ["Message timestamp too old", Accepted, Accepted, "Message timestamp too new"],
            await VerdictsAsync(sink.Requests.Select(request => Ask(request, Old))));
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await directory.DisposeAsync();
    }

    private static JsonObject Ask(RecordedRequest request, string secret) => new()
    {
        ["secret"] = secret,
        ["headers"] = new JsonObject(request.Headers.Select(header => KeyValuePair.Create(header.Key, (JsonNode?)header.Value))),
        ["body"] = Convert.ToBase64String(request.Body.Span),
    };

    private static Dictionary<string, string> With(RecordedRequest request, string header, string value) =>
        new(request.Headers, StringComparer.OrdinalIgnoreCase) { [header] = value };

    private static string Later(string seconds) => (long.Parse(seconds, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture);

    private static async Task<IEnumerable<string>> VerdictsAsync(IEnumerable<JsonObject> asked) =>
        (await NodeReader.RunAsync("signatures.mjs", new JsonArray([.. asked]), Cancellation)).Select(verdict => (string)verdict!);

    private WebhookDestination Make(WebhookSink sink, WebhookOptions options, TimeProvider? time = null) =>
        new("hook", options with { Url = sink.Url.ToString() }, services.GetRequiredService<IHttpClientFactory>(), time ?? TimeProvider.System);
}
