using Fluid;
using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Notifications.Templates;

/// <summary>Headline and body as the operator's templates say them, for chats, pagers and alerts.</summary>
internal sealed class OwnWords
{
    private const string HeadlineName = "headline";
    private const string BodyName = "body";

    // What stands where there is no template, and where it fails: nothing, for which the format has its own words.
    private static readonly IFluidTemplate Nothing = new FluidParser().Parse("");

    private readonly TemplateOptions _sandbox;
    private readonly IFluidTemplate _headline;
    private readonly IFluidTemplate _body;

    /// <param name="templates">By the names of their texts.</param>
    /// <param name="report">Is told of everything that is wrong with them; given where they are tried.</param>
    public OwnWords(IReadOnlyDictionary<string, string> templates, Action<TemplateProblem>? report = null)
    {
        _sandbox = TemplateSandbox.Options(strict: report is not null);
        _headline = OverridingTemplate.Of(HeadlineName, Nothing, templates, report);
        _body = OverridingTemplate.Of(BodyName, Nothing, templates, report);
    }

    public static IReadOnlyList<string> Names { get; } = [HeadlineName, BodyName];

    /// <summary>None.</summary>
    public static OwnWords None { get; } = new(new Dictionary<string, string>());

    public static IEnumerable<(string Text, string Problem)> Try(IReadOnlyDictionary<string, string> templates) => SampleNotifications.Try((notification, report) =>
    {
        var words = new OwnWords(templates, report);
        words.Headline(notification.Latest);
        words.Body(notification.Latest);
    });

    /// <summary>In one line; null where the format's own stands.</summary>
    public string? Headline(SentinelEvent sentinelEvent) => Render(_headline, sentinelEvent)?.ReplaceLineEndings(" ");

    /// <summary>What happened, what it means and what to do; null where the format's own stands.</summary>
    public string? Body(SentinelEvent sentinelEvent) => Render(_body, sentinelEvent);

    private string? Render(IFluidTemplate template, SentinelEvent sentinelEvent)
    {
        if (template == Nothing)
        {
            return null;
        }

        var text = template.Render(EventValues.Of(sentinelEvent, _sandbox), NullEncoder.Default).Trim();
        return text.Length > 0 ? text : null;
    }
}
