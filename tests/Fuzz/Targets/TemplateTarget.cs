using System.Text;
using SentinelEvents.Contracts;
using SentinelEvents.Fuzz.Inputs;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Notifications.Templates;
using SentinelEvents.Worker.Notifications.Webhook;
using SentinelEvents.Worker.Notifications.Webhook.Formats;

namespace SentinelEvents.Fuzz.Targets;

/// <summary>An operator's template: what it makes in the first line (<c>headline</c>, <c>body</c>, <c>json</c> or <c>text</c>), the template in the rest.</summary>
internal sealed class TemplateTarget : FuzzTarget
{
    private static readonly string[] Forms = ["headline", "body", "json", "text"];

    private static readonly string[] Values =
        ["headline", "facts", "evidence", "json", "occurred", "master", "i", "s", "'x'", "1", "-1", "99999999999", "1.5", "nil", "empty", "blank", "true", "(1..5)", "(1..i)", "facts[0].label", "facts.first", "forloop", "a[b[c]]", "'{{'", "\"\\\"\"", "now", "'now'"];

    private static readonly string[] Filters =
    [
        "upcase", "json", "date: '%Y-%m-%d %H:%M:%S %9N %z'", "date: '%999999999d'", "format_date: 'D'", "format_number: 'D999999999'", "format_string: '{0,999999}'", "append: s", "prepend: headline", "replace: '', s", "replace: 'a', s", "split: ''",
        "join: s", "join", "sort", "reverse", "map: 'label'", "where: 'label', 'x'", "size", "times: 99999999999", "divided_by: 0", "modulo: 0", "plus: 'x'", "minus: 1e400", "round: 999", "slice: -1, 99999999", "truncate: 99999999", "truncatewords: -1",
        "concat: facts", "concat: (1..9999)", "uniq", "strip_html", "escape", "url_encode", "url_decode", "base64_decode", "default: nil", "first", "last", "nope", "at_least: 'x'", "md5", "sum", "time_zone: 'Mars'", "local",
    ];

    private static readonly IReadOnlyList<byte[]> Seeds =
    [
        Corpus.Bytes("{{ where }}: {{ headline }} {% for fact in facts %}{{ fact.label }}={{ fact.value }}{% unless forloop.last %}, {% endunless %}{% endfor %}"),
        Corpus.Bytes("{\"text\": {{ headline | json }}, \"event\": {{ json }}}"),
        Corpus.Bytes("{% assign s = headline %}{% for i in (1..9) %}{% assign s = s | append: s %}{% endfor %}{{ s | size }}"),
    ];

    private static readonly SentinelEvent[] Events =
    [
        SampleEvents.Of(EventKind.MasterSwitched),
        SampleEvents.Of(EventKind.MasterDown) with { Master = "a \"name\" {{ json }} \u202E\u001b[2J</script>" },
        SampleEvents.Of(EventKind.TiltEntered),
    ];

    public override string Name => "templates";

    public override string Reads => "operators' Liquid templates, over hostile events";

    public override IReadOnlyList<Type> Parsers => [typeof(TemplateText), typeof(TemplateFormat), typeof(OwnWords), typeof(OverridingTemplate)];

    public override int Weight => 10;

    public override TimeSpan Patience => TimeSpan.FromSeconds(3);

    public override long Room(int length) => 512L * 1024 * 1024;

    public override byte[] Make(Random chance) => [.. Corpus.Bytes(chance.Pick(Forms)), (byte)'\n', .. chance.Next(5) switch
    {
        0 => Damage.Of(chance, chance.Pick(Seeds), Filters, Seeds),
        1 => Nested(chance),
        _ => Corpus.Bytes(Text(chance, 3)),
    }];

    public override string Try(byte[] input)
    {
        var parts = Corpus.Text(input).Split('\n', 2);
        var (form, template) = (parts[0], parts[^1]);
        var said = Events[input.Length % Events.Length];
        if (form is "json" or "text")
        {
            return Webhook(new WebhookOptions { Kind = "Webhook", Format = WebhookFormat.Template, Url = "http://127.0.0.1/", Template = template, ContentType = form == "text" ? "text/plain" : null }, said);
        }

        List<TemplateProblem> problems = [];
        var words = new OwnWords(new Dictionary<string, string> { [form] = template }, problems.Add);
        var (headline, body) = (words.Headline(said), words.Body(said));
        Promise.Hold(headline is null || !headline.Contains('\n', StringComparison.Ordinal), "a headline is one line", () => headline!);
        foreach (var problem in problems)
        {
            Promise.Hold(problem.Problem.Length > 0, "a problem of a template says something", () => problem.Text);
        }

        return problems.Count == 0 ? Accepted : headline is null && body is null ? "the product's own words" : "said with a problem";
    }

    private static string Webhook(WebhookOptions options, SentinelEvent said)
    {
        var format = WebhookFormats.Of(WebhookFormat.Template);
        var mistakes = format.Validate(options).ToList();
        foreach (var (_, cure) in mistakes)
        {
            Promise.Hold(cure.Length > 0, "a mistake has a cure", () => "none");
        }

        if (mistakes.Count > 0)
        {
            return "mistakes";
        }

        try
        {
            foreach (var message in format.Prepare(options)(Notification.Of(said)))
            {
                if (options.ContentType is null)
                {
                    Promise.IsJson(message.Body, "the body of a template that makes JSON");
                }
            }

            return Accepted;
        }
        catch (UnfitMessageException)
        {
            return "unfit for this event";
        }
    }

    private static string Text(Random chance, int depth)
    {
        var text = new StringBuilder();
        for (var left = 1 + chance.Small(4); left > 0; left--)
        {
            var value = chance.Pick(Values);
            text.Append(chance.Next(depth > 0 ? 13 : 6) switch
            {
                0 => $"{{{{ {value} }}}}",
                1 or 2 => $"{{{{ {value}{string.Concat(Enumerable.Range(0, 1 + chance.Small(4)).Select(_ => $" | {chance.Pick(Filters)}"))} }}}}",
                3 => $"{{% assign s = {value} | {chance.Pick(Filters)} %}}",
                4 => Hostile.Text(chance),
                5 => $"{{% cycle {value}, {chance.Pick(Values)} %}}{{% increment i %}}",
                6 => $"{{% for i in {value} %}}{Text(chance, depth - 1)}{{% endfor %}}",
                7 => $"{{% for i in (1..{chance.Pick(Hostile.Numbers)}) limit: {value} reversed %}}{Text(chance, depth - 1)}{{% endfor %}}",
                8 => $"{{% if {value} {chance.Pick(["==", "contains", "<", "and", "or", "!=", "startswith"])} {chance.Pick(Values)} %}}{Text(chance, depth - 1)}{{% else %}}{Text(chance, depth - 1)}{{% endif %}}",
                9 => $"{{% capture s %}}{Text(chance, depth - 1)}{{% endcapture %}}",
                10 => $"{{% case {value} %}}{{% when {chance.Pick(Values)} %}}{Text(chance, depth - 1)}{{% endcase %}}",
                11 => $"{{% {chance.Pick(["include", "render", "liquid", "raw", "tablerow i in", "macro m", "from", "paginate", "layout", "echo"])} {value} %}}",
                _ => $"{{%- unless {value} -%}}{Text(chance, depth - 1)}{{%- endunless -%}}",
            });
        }

        return text.ToString();
    }

    private static byte[] Nested(Random chance)
    {
        var (open, close) = chance.Pick<(string, string)>([("{% if i %}", "{% endif %}"), ("{% for i in (1..2) %}", "{% endfor %}"), ("{% capture s %}", "{% endcapture %}"), ("{{ (", ") }}"), ("(", ")"), ("{{ a[", "] }}"), ("[a", "]"), (" | upcase", ""), (" and i", ""), ("{{", "}}"), ("{%", "%}")]);
        var times = chance.Small(3_000);
        return Corpus.Bytes($"{{{{ i {string.Concat(Enumerable.Repeat(open, times))}x{string.Concat(Enumerable.Repeat(close, times))} }}}}");
    }
}
