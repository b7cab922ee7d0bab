using System.Net.Http.Headers;
using System.Text.Json;
using Fluid;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Notifications.Templates;

namespace SentinelEvents.Worker.Notifications.Webhook.Formats;

/// <summary>
/// The operator's own body. A template sees what the event says in words and as JSON, and nothing else: no option, no file, no environment, so that no
/// secret of this service can get into a body.
/// </summary>
internal sealed class TemplateFormat : IWebhookFormat
{
    private static readonly TemplateOptions Sandbox = TemplateSandbox.Options();

    public WebhookFormat Name => WebhookFormat.Template;

    // Most templates say one event; of several they would say the last.
    public bool Groups => false;

    public bool ForPeople => false;

    public IReadOnlyList<string> Keys { get; } =
    [
        nameof(WebhookOptions.Template), nameof(WebhookOptions.TemplateFile), nameof(WebhookOptions.ContentType), nameof(WebhookOptions.Secrets), nameof(WebhookOptions.SecretsFile),
    ];

    public IEnumerable<(string Key, string Cure)> Validate(WebhookOptions options)
    {
        if (options.ContentType is { } type && !(MediaTypeHeaderValue.TryParse(type, out var parsed) && parsed.Parameters.Count == 0))
        {
            yield return (nameof(WebhookOptions.ContentType), "Give a media type without parameters, as in text/plain; the character set is UTF-8.");
        }

        if (options.Template is { } template)
        {
            if (!TemplateText.TryParse(template, out _, out var error))
            {
                yield return (nameof(WebhookOptions.Template), $"The template cannot be read: {error}");
            }
            else if (Problem(options) is { } problem)
            {
                yield return (nameof(WebhookOptions.Template), problem);
            }
        }
        else if (options.TemplateFile is null)
        {
            yield return (nameof(WebhookOptions.Template), $"Give the body as a Liquid template, as in {{\"text\": {{{{ headline | json }}}}}}, or name a file that holds it in {nameof(WebhookOptions.TemplateFile)}.");
        }
    }

    public Func<Notification, IReadOnlyList<WebhookMessage>> Prepare(WebhookOptions options)
    {
        if (!TemplateText.TryParse(options.Template ?? "", out var template, out var error))
        {
            throw new ArgumentException($"The template cannot be read: {error}", nameof(options));
        }

        var type = options.ContentType ?? WebhookMessage.Json;
        return notification => [new WebhookMessage(Render(template, type, notification.Latest), type)];
    }

    private static string Render(IFluidTemplate template, string type, SentinelEvent sentinelEvent)
    {
        string body;
        try
        {
            using var bounded = new BoundedWriter();
            template.RenderAsync(bounded, NullEncoder.Default, EventValues.Of(sentinelEvent, Sandbox)).AsTask().GetAwaiter().GetResult();
            body = bounded.ToString();
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or OutOfMemoryException))
        {
            // Also the refusal to include a file, to go on for ever and to fill the memory.
            throw new UnfitMessageException($"The template cannot be rendered: {exception.Message}", exception);
        }

        if (IsJson(type))
        {
            try
            {
                using var document = JsonDocument.Parse(body);
            }
            catch (JsonException exception)
            {
                throw new UnfitMessageException($"The template makes no JSON (line {exception.LineNumber + 1}). Write values with the filter json, which quotes them: {{{{ headline | json }}}}.", exception);
            }
        }

        return body;
    }

    private static bool IsJson(string type) => type.EndsWith("/json", StringComparison.OrdinalIgnoreCase) || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase);

    /// <summary>What shows when it says an event whose names have quotes in them.</summary>
    private string? Problem(WebhookOptions options)
    {
        var example = new MasterSwitched
        {
            Cluster = "local",
            Master = "a \"name\"",
            Severity = Severity.Critical,
            OldAddress = new HostAddress("10.0.0.1", 6379),
            NewAddress = new HostAddress("10.0.0.2", 6379),
        };
        try
        {
            Prepare(options)(Notification.Of(example));
            return null;
        }
        catch (UnfitMessageException unfit)
        {
            return unfit.Message;
        }
    }
}
