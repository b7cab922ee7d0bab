using System.Globalization;
using MimeKit;
using Spectre.Console;

namespace SentinelEvents.Lab;

/// <summary>Shows what arrived, as its receivers have it.</summary>
internal static class DemoReport
{
    private static readonly string[] Headers = ["content-type", "webhook-id", "webhook-timestamp", "webhook-signature"];

    internal static void Write(IAnsiConsole console, DemoFindings findings)
    {
        foreach (var mail in findings.Mails)
        {
            Mail(console, mail);
        }

        foreach (var request in findings.Webhooks)
        {
            Webhook(console, request, request == findings.Webhooks[0] ? findings.Signature : null);
        }

        foreach (var message in findings.Bus)
        {
            console.WriteLine();
            console.MarkupLineInterpolated($" [bold]Bus[/]      [grey]from RabbitMQ, as a consumer has it[/]");
            Indented(console, $"{message.Kind} of {message.Master}, message id {message.EventId}");
        }
    }

    internal static void Verdict(IAnsiConsole console, DemoFindings findings)
    {
        console.WriteLine();
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $" {findings.Raw} raw messages from 3 sentinels → {findings.Copies} copies of +switch-master → {findings.Journalled.Count} MasterSwitched");
        if (findings.ExactlyOnce)
        {
            console.MarkupLineInterpolated($" [bold green]Exactly one MasterSwitched arrived everywhere:[/] {findings.Counts}.");
            return;
        }

        console.MarkupLineInterpolated($" [bold red]NOT exactly one MasterSwitched everywhere:[/] {findings.Counts}; signature {findings.Signature?.ToString() ?? "absent"}.");
        console.MarkupLineInterpolated($" Ids: journal {string.Join(", ", findings.Journalled)}; webhooks {string.Join(", ", findings.Webhooks.Select(request => request.Header("webhook-id")))}; bus {string.Join(", ", findings.Bus.Select(message => message.EventId))}");
    }

    internal static void Mail(IAnsiConsole console, string file)
    {
        using var message = MimeMessage.Load(file);
        console.WriteLine();
        console.MarkupLine(" [bold]Mail[/]     [grey]as a file:[/]");
        // Not through Spectre.Console, which would break a long path into lines that cannot be copied.
        console.Profile.Out.Writer.WriteLine($"   {file}");
        console.MarkupLineInterpolated($"   Subject: [bold]{message.Subject}[/]");
        foreach (var line in (message.TextBody ?? "").ReplaceLineEndings("\n").Trim().Split('\n'))
        {
            Indented(console, line);
        }
    }

    internal static void Webhook(IAnsiConsole console, RecordedRequest request, SignatureVerdict? signature)
    {
        console.WriteLine();
        console.MarkupInterpolated($" [bold]Webhook[/]  {request.Method} {request.Path}");
        switch (signature)
        {
            case SignatureVerdict.Valid:
                console.MarkupLine(", [green]signature verified[/]");
                break;
            case { } bad:
                console.MarkupLineInterpolated($", [red]signature {bad}[/]");
                break;
            default:
                console.WriteLine();
                break;
        }

        foreach (var name in Headers)
        {
            console.MarkupLineInterpolated($"   [grey]{name}: {request.Header(name) ?? "-"}[/]");
        }

        var body = ReceivedSwitch.TryRead(request)?.Body;
        foreach (var line in (body is null ? request.Text : FlatJson.Write(body, Math.Clamp(console.Profile.Width, 80, 150) - 4)).Split('\n'))
        {
            Indented(console, line);
        }
    }

    private static void Indented(IAnsiConsole console, string line)
    {
        var width = Math.Clamp(console.Profile.Width, 80, 150) - 4;
        foreach (var part in line.Length <= width ? [line] : WordWrap.Lines(line, width))
        {
            console.MarkupLineInterpolated($"   {part}");
        }
    }
}
