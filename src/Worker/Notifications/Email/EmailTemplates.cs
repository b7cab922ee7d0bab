using System.Text.Encodings.Web;
using Fluid;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Notifications.Templates;
using SentinelEvents.Worker.Presentation;

namespace SentinelEvents.Worker.Notifications.Email;

/// <summary>Makes a mail's texts from a notification.</summary>
internal sealed class EmailTemplates
{
    // With the rows above them well below what mail programs show, however hostile the names.
    private const int LongestNames = 16 * 1024;

    private const string Subject = "subject";
    private const string Text = "text";
    private const string Html = "html";

    private static readonly FluidParser Parser = new();
    private readonly TemplateOptions _options;
    private readonly IFluidTemplate _subject;
    private readonly IFluidTemplate _text;
    private readonly IFluidTemplate _html;

    /// <param name="own">The operator's templates by the names of their texts.</param>
    /// <param name="report">Is told of everything that is wrong with them; given where they are tried.</param>
    public EmailTemplates(IReadOnlyDictionary<string, string>? own = null, Action<TemplateProblem>? report = null)
    {
        own ??= new Dictionary<string, string>();
        _options = TemplateSandbox.Options(strict: report is not null);
        _subject = OverridingTemplate.Of(Subject, Load(Subject), own, report);
        _text = OverridingTemplate.Of(Text, Load(Text), own, report);
        _html = OverridingTemplate.Of(Html, Load(Html), own, report);
    }

    public static IReadOnlyList<string> Names { get; } = [Subject, Text, Html];

    public static IEnumerable<(string Text, string Problem)> Try(IReadOnlyDictionary<string, string> own) => SampleNotifications.Try((notification, report) =>
        new EmailTemplates(own, report).Render(notification, KnownIncidents.None, notification.Latest.AgreedAt));

    /// <param name="notification">What is told.</param>
    /// <param name="known">What is on record of its incidents.</param>
    /// <param name="now">When; matters to reminders only.</param>
    public MailTexts Render(Notification notification, KnownIncidents known, DateTimeOffset now)
    {
        var content = MailContent.Of(notification, known, now);
        IReadOnlyList<ReportPicture> pictures = content.Timeline is { } timeline ? [TimelinePicture.Light(timeline), TimelinePicture.Dark(timeline)] : [];
        var context = Context(content, pictures);
        var subject = _subject.Render(context, NullEncoder.Default).Trim().ReplaceLineEndings(" ");
        if (notification is { Events: [HealthReported report] })
        {
            var plots = ReportPictures.Of(report);
            return new MailTexts(subject, ReportText.Of(report), ReportPage.Html(report, plots, PictureLinks.ContentIds)) { Pictures = plots };
        }

        return new MailTexts(
            subject,
            _text.Render(context, NullEncoder.Default),
            _html.Render(context, HtmlEncoder.Default))
        {
            Pictures = pictures,
        };
    }

    private TemplateContext Context(MailContent content, IReadOnlyList<ReportPicture> pictures)
    {
        var latest = content.Notification.Latest;
        var text = content.Text;
        var context = TemplateSandbox.Context(_options);
        context.SetValue("severity", content.Notification.Severity.ToString());
        context.SetValue("colour", ReportColours.Of(content.Notification.Severity));
        context.SetValue("where", text.Where);
        context.SetValue("headline", text.FullHeadline);
        context.SetValue("note", text.Note);
        context.SetValue("happened", text.Happened);
        context.SetValue("meaning", text.Meaning);
        context.SetValue("advice", text.Advice);
        context.SetValue("facts", text.Facts.Select(fact => Row(("label", fact.Label), ("value", fact.Value))).ToArray());
        context.SetValue("rows", (content.Group?.Listed ?? []).Select(row => Row(
            ("name", row.Name),
            ("places", row.To.Length > 0 ? $"{row.From} → {row.To}" : row.From),
            ("state", row.State.Word),
            ("lasted", row.Lasted),
            ("colour", ReportColours.Of(row.Weight)))).ToArray());
        context.SetValue("others", content.Group is { } group ? Others([.. group.NamedOnly]) : "");
        context.SetValue("story", content.Story.Select(line => Row(("time", ReadableTime.PreciseClock(line.At)), ("headline", line.Headline))).ToArray());
        context.SetValue("timeline", pictures.Count > 0 ? pictures[0].ContentId : "");
        context.SetValue("timelineDark", pictures.Count > 0 ? pictures[1].ContentId : "");
        context.SetValue("timelineAlt", pictures.Count > 0 ? pictures[0].Alt : "");
        context.SetValue("timelineLines", content.Timeline?.Describe().ToArray() ?? []);
        context.SetValue("evidence", (content.Group is null ? latest.Evidence : []).Select(evidence => Row(
            ("at", Words.Of(evidence.At)),
            ("time", ReadableTime.PreciseClock(evidence.At)),
            ("address", evidence.Address),
            ("sentinel", Words.Short(evidence.Sentinel)),
            ("via", Words.Of(evidence.Via)))).ToArray());
        context.SetValue("incident", content.Notification.Thread.ToString());
        context.SetValue("event", latest.EventId.ToString());
        context.SetValue("kind", latest.Kind.ToString());
        context.SetValue("occurred", MachineTime.Of(latest.OccurredAt));
        context.SetValue("agreed", MachineTime.Of(latest.AgreedAt));
        context.SetValue("zone", Reading.Current.ZoneName);
        return context;
    }

    /// <summary>As many as there is room for, each with how it stands, and how many more there are.</summary>
    private static string Others(IReadOnlyList<GroupRow> rows)
    {
        var room = LongestNames;
        var names = rows.Select(row => $"{row.Name} {row.State.Word}").TakeWhile(name => (room -= HtmlEncoder.Default.Encode(name).Length + 2) >= 0).ToList();
        return string.Join(", ", names) + (rows.Count > names.Count ? $" and {ReportWords.Number(rows.Count - names.Count)} more" : "");
    }

    private static Dictionary<string, string> Row(params (string Key, string Value)[] cells) => cells.ToDictionary(cell => cell.Key, cell => cell.Value);

    private static IFluidTemplate Load(string name)
    {
        using var stream = typeof(EmailTemplates).Assembly.GetManifestResourceStream($"SentinelEvents.Worker.Notifications.Email.Templates.{name}.liquid")!;
        using var reader = new StreamReader(stream);
        return Parser.Parse(reader.ReadToEnd());
    }
}
