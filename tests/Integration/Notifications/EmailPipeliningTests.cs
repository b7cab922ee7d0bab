using System.Globalization;
using System.Text.Json.Nodes;
using MimeKit;
using SentinelEvents.Contracts;
using SentinelEvents.Lab;
using SentinelEvents.Tests;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Notifications.Email;

namespace SentinelEvents.Integration.Notifications;

/// <summary>A mail server that offers PIPELINING, written by others (npm: smtp-server), which tells what each of its reads gave.</summary>
public sealed class EmailPipeliningTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Deliver_OneRecipientRefused_AllAreSentAtOnceOnOneConnectionAndTheOthersGetBothMails()
    {
        await NodeReader.OrSkipAsync();
        var port = FreePorts.Take();
        await using var server = await NodeReader.ServeAsync("smtp.mjs", port.ToString(CultureInfo.InvariantCulture));
        await server.WaitForLineAsync("listens", line => line.Contains("listening", StringComparison.Ordinal), Patience, Cancellation);
        using var destination = new EmailDestination(
            "mail",
            new EmailOptions { Kind = "Email", From = "sentinel@example.org", To = ["ops@example.org", "gone@example.org", "night@example.org"], Smtp = new SmtpOptions { Port = port } },
            new EmailTemplates(),
            TimeProvider.System);

        EventKind[] kinds = [EventKind.MasterDown, EventKind.MasterSwitched];
        foreach (var kind in kinds)
        {
            Assert.Equal(
                "Not sent to gone@example.org: 550 5.1.1 No such user here",
                Assert.IsType<DeliveryOutcome.Delivered>(await destination.DeliverAsync(Samples.Of(kind), Cancellation)).Note);
        }

        // Its output may lag behind its answers.
        await server.WaitUntilAsync("two mails", _ => Task.FromResult(Told(server, "mail").Count == 2 ? null : server.LogTail()), Patience, Cancellation);
        Assert.Single(Told(server, "connection"));
        Assert.Equal(
            Enumerable.Repeat("MAIL RCPT RCPT RCPT", 2),
            Told(server, "piece").Select(piece => (string)piece!).Where(piece => piece.StartsWith("MAIL FROM", StringComparison.Ordinal)).Select(Verbs));
        Assert.All(Told(server, "mail"), mail => Assert.Equal(["ops@example.org", "night@example.org"], mail!["to"]!.AsArray().Select(to => (string)to!)));
        Assert.Equal(kinds.Select(kind => $"{kind}"), Told(server, "mail").Select(mail => Parse((string)mail!["text"]!).Headers["X-SentinelEvents-Kind"]));
    }

    private static IReadOnlyList<JsonNode?> Told(ServerProcess server, string what) =>
        [.. server.Lines.Select(line => JsonNode.Parse(line)![what]).Where(told => told is not null)];

    private static string Verbs(string piece) => string.Join(' ', piece.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(command => command.Split(' ')[0]));

    private static MimeMessage Parse(string text)
    {
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
        return MimeMessage.Load(stream);
    }
}
