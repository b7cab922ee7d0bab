using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Presentation;

/// <summary>A report as one HTML document, for mail programs and as a file. Tables and inline styles, because that is what mail programs know.</summary>
internal static class ReportPage
{
    private const string Style = """
          :root { color-scheme: light dark; supported-color-schemes: light dark; }
          @media (prefers-color-scheme: dark) {
            body, .page { background: #14171a !important; }
            .card { background: #1f2428 !important; border-color: #363d44 !important; }
            .strong { color: #f2f4f5 !important; }
            .plain { color: #d3d8dc !important; }
            .faint { color: #9aa4ad !important; }
            .line { border-top-color: #363d44 !important; border-right-color: #363d44 !important; border-bottom-color: #363d44 !important; }
            .box { background: #2a3036 !important; }
            .picture { filter: invert(0.88) hue-rotate(180deg); }
          }
          @media (max-width: 480px) {
            .pad { padding-left: 12px !important; padding-right: 12px !important; }
            .half { width: 100% !important; max-width: 100% !important; }
          }
        """;

    public static string Html(HealthReported report, IReadOnlyList<ReportPicture> pictures, PictureLinks links)
    {
        var digest = ReportDigest.Of(report);
        var html = new HtmlText();
        AddTop(html, report, digest);
        AddChanges(html, digest.Changes);
        AddMasters(html, digest);
        AddFindings(html, digest);
        AddPictures(html, report, pictures, links);
        html.Add($"""
            <tr><td class="faint pad" style="padding:18px 20px 20px 20px;color:#5d6771;font-size:13px">{digest.Period}. All times are {Reading.Current.ZoneName}.</td></tr>
            </table>
            </td></tr></table>
            </body>
            </html>
            """);
        return html.ToString();
    }

    private static void AddTop(HtmlText html, HealthReported report, ReportDigest digest)
    {
        var colour = ReportColours.Of(report.Severity);
        html.Add($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="supported-color-schemes" content="light dark">
            <title>Report {ReportWords.Clip(report.Report, 60)}: {digest.Headline}</title>
            <style>
            {new Trusted(Style)}
            </style>
            </head>
            <body style="margin:0;padding:0;background:#eef0f2;-webkit-text-size-adjust:100%">
            <table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" style="background:#eef0f2"><tr><td align="center" style="padding:12px 8px">
            <table role="presentation" class="card" width="100%" cellpadding="0" cellspacing="0" style="table-layout:fixed;max-width:680px;background:#ffffff;border:1px solid #d9dde1;border-radius:6px;font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif;font-size:15px;line-height:1.45;text-align:left;overflow-wrap:anywhere">
            <tr><td style="height:6px;line-height:6px;font-size:0;background:{colour};border-radius:5px 5px 0 0">&nbsp;</td></tr>
            <tr><td class="pad" style="padding:16px 20px 0 20px">{Badge(report.Severity.ToString(), colour)} <span class="plain" style="color:#3a4249;font-weight:600;padding-left:4px">Report {ReportWords.Clip(report.Report, 60)}</span></td></tr>
            <tr><td class="strong pad" style="padding:10px 20px 0 20px;color:#14181b;font-size:22px;line-height:1.3;font-weight:700">{Sentence(digest.Headline)}</td></tr>
            <tr><td class="pad" style="padding:12px 20px 0 20px"><table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td class="box strong" style="background:#f3f5f7;border-left:4px solid {colour};padding:10px 14px;color:#14181b;font-size:16px">{digest.Advice}</td></tr></table></td></tr>
            <tr><td class="faint pad" style="padding:10px 20px 0 20px;color:#5d6771;font-size:14px">{digest.Tally}</td></tr>
            """);
    }

    private static void AddChanges(HtmlText html, ReportChanges changes)
    {
        if (changes.Since.Length == 0)
        {
            Heading(html, "Since the last report", "");
            Plain(html, "This is the first one: there is nothing to compare with.");
            return;
        }

        Heading(html, "Since the last report", changes.Since);
        if (changes.Lines.Count == 0)
        {
            Plain(html, "No changes.");
            return;
        }

        html.Add($"""<tr><td class="pad" style="padding:2px 20px 0 20px"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="font-size:14px">""");
        foreach (var change in changes.Lines)
        {
            html.Add($"""<tr><td valign="top" style="width:64px;padding:3px 8px 3px 0">{Badge(change.Word, ReportColours.Of(change.Direction))}</td><td class="plain" style="padding:3px 0;color:#3a4249"><bdi>{change.Text}</bdi></td></tr>""");
        }

        html.Add($"</table></td></tr>");
        if (changes.More > 0)
        {
            Plain(html, $"and {ReportWords.Count(changes.More, "more change")}");
        }
    }

    private static void AddMasters(HtmlText html, ReportDigest digest)
    {
        Heading(html, "Masters", "");
        if (digest.Cards.Count + digest.Folded.Count == 0)
        {
            Plain(html, "None.");
        }

        foreach (var card in digest.Cards)
        {
            var before = card.Before.Length > 0 ? $"before: {card.Before} · " : "";
            html.Add($"""
                <tr><td class="pad" style="padding:6px 20px"><table role="presentation" class="line" width="100%" cellpadding="0" cellspacing="0" style="border:1px solid #e1e5e9;border-left:4px solid {ReportColours.Of(card.Verdict)};border-radius:4px;font-size:14px"><tr><td style="padding:8px 12px">
                <div class="strong" style="color:#14181b;font-size:16px;font-weight:600"><bdi>{card.Name}</bdi> {Badge(ReportWords.Of(card.Verdict), ReportColours.Of(card.Verdict))} <span class="faint" style="color:#5d6771;font-size:13px;font-weight:400">{before}{card.Place}</span></div>
                """);
            foreach (var reason in card.Reasons)
            {
                html.Add($"""<div class="plain" style="color:#3a4249;padding:2px 0 2px 14px;text-indent:-10px">• <bdi>{reason}</bdi></div>""");
            }

            html.Add($"""<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin-top:4px;font-size:13px">""");
            Fact(html, "Margin", card.Margin + (card.Weakness.Length > 0 ? $"; alone would do it: {card.Weakness}" : ""));
            Fact(html, "Available", card.Failovers.Count > 0 ? card.Availability : $"{card.Availability}; no failover");
            foreach (var (place, failover) in card.Failovers.Index())
            {
                Fact(html, place == 0 ? "Failovers" : "", failover);
            }

            html.Add($"</table></td></tr></table></td></tr>");
        }

        foreach (var folded in digest.Folded)
        {
            var more = digest.Cards.Any(card => card.Verdict == folded.Verdict) ? "more " : "";
            html.Add($"""<tr><td class="plain pad" style="padding:6px 20px 0 20px;color:#3a4249;font-size:14px">{Badge($"{ReportWords.Number(folded.Names.Total)} {more}{ReportWords.Of(folded.Verdict)}", ReportColours.Of(folded.Verdict))} <bdi>{folded.Names.ToString()}</bdi></td></tr>""");
        }
    }

    private static void AddFindings(HtmlText html, ReportDigest digest)
    {
        Heading(html, "Findings", "");
        if (digest.Findings.Count == 0)
        {
            Plain(html, "None.");
        }

        foreach (var group in digest.Findings)
        {
            html.Add($"""
                <tr><td class="pad" style="padding:8px 20px 4px 20px;font-size:14px">
                <div class="strong" style="color:#14181b;font-size:15px">{Badge(group.Severity.ToString(), ReportColours.OfFinding(group.Severity))} <strong>{group.Rule} {group.Title}</strong> <span class="plain" style="color:#3a4249"><bdi>{group.Where}</bdi></span></div>
                """);
            foreach (var evidence in group.Evidence)
            {
                html.Add($"""<div class="plain" style="color:#3a4249;padding-top:2px"><bdi>{evidence}</bdi></div>""");
            }

            html.Add($"""<div class="faint" style="color:#5d6771;padding-top:2px">{group.Why}</div>""");
            foreach (var cure in group.Cures)
            {
                html.Add($"""<div class="box strong" style="background:#f3f5f7;color:#14181b;margin-top:4px;padding:5px 10px;border-radius:4px;font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:13px">{cure}</div>""");
            }

            if (group.MoreCures > 0)
            {
                html.Add($"""<div class="faint" style="color:#5d6771;font-size:13px">and so on {ReportWords.Count(group.MoreCures, "more time")}, each with its own address or name</div>""");
            }

            html.Add($"</td></tr>");
        }

        if (digest.MoreFindings > 0)
        {
            Plain(html, $"and findings of {ReportWords.Count(digest.MoreFindings, "more rule")}");
        }
    }

    private static void AddPictures(HtmlText html, HealthReported report, IReadOnlyList<ReportPicture> pictures, PictureLinks links)
    {
        ReportPicture[] trends = [.. pictures.Where(picture => picture.FileName.StartsWith("trend-", StringComparison.Ordinal))];
        Heading(html, "Trends", "");
        if (trends.Length == 0)
        {
            Plain(html, TrendLines.Of(report)[0].Value);
        }
        else
        {
            html.Add($"""<tr><td class="pad" style="padding:4px 16px 0 16px;font-size:0">""");

            // Two columns rather than rows: the plot with a legend is higher than the others.
            foreach (var column in trends.Index().GroupBy(trend => trend.Index % 2, trend => trend.Item))
            {
                html.Add($"""<div class="half" style="display:inline-block;width:50%;max-width:322px;vertical-align:top">""");
                foreach (var trend in column)
                {
                    html.Add($"""<div style="padding:4px"><img class="picture" src="{Link(trend, links)}" alt="{trend.Alt}" width="300" style="display:block;width:100%;height:auto;border:0;border-radius:4px;background:#ffffff;color:#3a4249;font-size:13px"></div>""");
                }

                html.Add($"</div>");
            }

            html.Add($"</td></tr>");
        }

        foreach (var picture in pictures.Except(trends))
        {
            Heading(html, "Topology", "");
            html.Add($"""<tr><td class="pad" style="padding:6px 20px 0 20px"><img class="picture" src="{Link(picture, links)}" alt="{picture.Alt}" width="440" style="display:block;width:100%;max-width:440px;height:auto;border:0;border-radius:4px;background:#ffffff;color:#3a4249;font-size:13px"></td></tr>""");
        }
    }

    private static void Heading(HtmlText html, string heading, string beside) => html.Add(
        $"""<tr><td class="strong pad" style="padding:20px 20px 2px 20px;color:#14181b;font-size:17px;font-weight:700">{heading} <span class="faint" style="color:#5d6771;font-size:13px;font-weight:400">{beside}</span></td></tr>""");

    private static void Plain(HtmlText html, string text) =>
        html.Add($"""<tr><td class="plain pad" style="padding:4px 20px 0 20px;color:#3a4249;font-size:14px">{text}</td></tr>""");

    private static void Fact(HtmlText html, string label, string value) => html.Add(
        $"""<tr><td class="faint" valign="top" style="width:78px;padding:1px 8px 1px 0;color:#5d6771">{label}</td><td class="plain" style="padding:1px 0;color:#3a4249"><bdi>{value}</bdi></td></tr>""");

    private static Trusted Badge(string text, string colour) => new HtmlText().Add(
        $"""<span style="display:inline-block;padding:1px 8px;border-radius:4px;background:{colour};color:#ffffff;font-size:12px;line-height:1.5;font-weight:700">{text}</span>""").Trust();

    private static Trusted Link(ReportPicture picture, PictureLinks links) => new(links == PictureLinks.ContentIds
        ? $"cid:{picture.ContentId}"
        : $"data:image/png;base64,{Convert.ToBase64String(picture.Png.Span)}");

    private static string Sentence(string text) => $"{char.ToUpperInvariant(text[0])}{text[1..]}";
}
