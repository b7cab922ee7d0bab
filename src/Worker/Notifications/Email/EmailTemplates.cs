using System.Globalization;
using System.Text.Encodings.Web;
using Fluid;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Presentation;

namespace SentinelEvents.Worker.Notifications.Email;

/// <summary>Makes a mail's texts from an event.</summary>
internal sealed class EmailTemplates
{
    private static readonly FluidParser Parser = new();
    private readonly TemplateOptions _options = new();
    private readonly IFluidTemplate _subject = Load("subject");
    private readonly IFluidTemplate _text = Load("text");
    private readonly IFluidTemplate _html = Load("html");

    public EmailTemplates() => _options.MemberAccessStrategy = new DefaultMemberAccessStrategy { MemberNameStrategy = MemberNameStrategies.CamelCase };

    public MailTexts Render(SentinelEvent sentinelEvent)
    {
        var text = EventWording.Of(sentinelEvent);
        var context = new TemplateContext(_options);
        context.SetValue("severity", sentinelEvent.Severity.ToString());
        context.SetValue("colour", Colour(sentinelEvent.Severity));
        context.SetValue("where", text.Where);
        context.SetValue("headline", text.Headline);
        context.SetValue("happened", text.Happened);
        context.SetValue("meaning", text.Meaning);
        context.SetValue("advice", text.Advice);
        context.SetValue("facts", text.Facts.Select(fact => Row(("label", fact.Label), ("value", fact.Value))).ToArray());
        context.SetValue("evidence", sentinelEvent.Evidence.Select(evidence => Row(
            ("at", Words.Of(evidence.At)),
            ("time", evidence.At.ToUniversalTime().ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture)),
            ("address", evidence.Address),
            ("sentinel", Words.Short(evidence.Sentinel)),
            ("via", Words.Of(evidence.Via)))).ToArray());
        context.SetValue("incident", sentinelEvent.IncidentId.ToString());
        context.SetValue("event", sentinelEvent.EventId.ToString());
        context.SetValue("kind", sentinelEvent.Kind.ToString());
        var subject = _subject.Render(context, NullEncoder.Default).Trim().ReplaceLineEndings(" ");
        if (sentinelEvent is HealthReported report)
        {
            var pictures = ReportPictures.Of(report);
            return new MailTexts(subject, ReportText.Of(report), ReportPage.Html(report, pictures, PictureLinks.ContentIds)) { Pictures = pictures };
        }

        return new MailTexts(
            subject,
            _text.Render(context, NullEncoder.Default),
            _html.Render(context, HtmlEncoder.Default));
    }

    private static Dictionary<string, string> Row(params (string Key, string Value)[] cells) => cells.ToDictionary(cell => cell.Key, cell => cell.Value);

    // White text on each of them has a contrast of at least 4.5 to 1.
    private static string Colour(Severity severity) => severity switch
    {
        Severity.Critical => "#c01c28",
        Severity.Warning => "#9a5b00",
        _ => "#1f6f3f",
    };

    private static IFluidTemplate Load(string name)
    {
        using var stream = typeof(EmailTemplates).Assembly.GetManifestResourceStream($"SentinelEvents.Worker.Notifications.Email.Templates.{name}.liquid")!;
        using var reader = new StreamReader(stream);
        return Parser.Parse(reader.ReadToEnd());
    }
}
