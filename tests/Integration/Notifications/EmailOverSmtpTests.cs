using MimeKit;
using SentinelEvents.Contracts;
using SentinelEvents.Lab;
using SentinelEvents.Tests;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Notifications.Email;

namespace SentinelEvents.Integration.Notifications;

public sealed class EmailOverSmtpTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private SmtpServer? server;

    private SmtpServer Server => server ?? throw new InvalidOperationException("The mail server is not started.");

    public async ValueTask InitializeAsync()
    {
        RequiresServer.OrSkip(ServerKind.Smtp);
        server = await SmtpServer.StartAsync(new SmtpServerOptions(), Patience, TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => server?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task Deliver_EveryKind_ArrivesAsAMail()
    {
        var destination = Make("ops@example.org");
        foreach (var kind in Samples.Kinds)
        {
            Assert.Equal(new DeliveryOutcome.Delivered(), await destination.DeliverAsync(Samples.Of(kind), TestContext.Current.CancellationToken));
        }

        var mails = Server.Messages.Select(kept => kept.Parse()).ToList();
        Assert.Equal(Samples.Kinds.Select(kind => kind.ToString()), mails.Select(mail => mail.Headers["X-SentinelEvents-Kind"]));
        Assert.Contains(mails, mail => mail.Subject == "[CRITICAL] local/mymaster: master switched 10.0.0.1:6379 → 10.0.0.2:6379");
        Assert.All(mails.SkipLast(1), mail => Assert.Contains("Evidence", mail.TextBody, StringComparison.Ordinal));
        Assert.Equal(EventKind.HealthReported, Samples.Kinds.Last());
        Assert.Contains(mails[^1].BodyParts.OfType<MimePart>(), part => part.ContentType.MimeType == "image/png" && part.ContentId is not null);
        Assert.All(mails, mail => Assert.Contains("</html>", mail.HtmlBody, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Deliver_OneRecipientRefused_TheOtherGetsIt()
    {
        await Server.AnswerWithAsync(new SmtpRule { Id = "refused", Stage = SmtpStage.Rcpt, Address = "refused@example.org", Reply = "550 5.1.1 No such user here" });
        var outcome = await Make("refused@example.org", "ops@example.org").DeliverAsync(Samples.Of(EventKind.MasterDown), TestContext.Current.CancellationToken);
        Assert.Equal("Not sent to refused@example.org: 550 5.1.1 No such user here", Assert.IsType<DeliveryOutcome.Delivered>(outcome).Note);
        Assert.Equal(["ops@example.org"], Assert.Single(Server.Messages).Recipients);
    }

    [Fact]
    public async Task Deliver_EightBitNames_ArriveAsTheyWere()
    {
        var destination = Make("Jörg Müller <jörg@example.org>", "Ōps <ops@bücher.example>");
        Assert.Equal(new DeliveryOutcome.Delivered(), await destination.DeliverAsync(Samples.Of(EventKind.MasterDown) with { Master = "bücher→日本" }, TestContext.Current.CancellationToken));
        var kept = Assert.Single(Server.Messages);
        Assert.Equal("jörg@example.org", kept.Recipients[0]);
        var mail = kept.Parse();
        Assert.Equal("[CRITICAL] local/bücher→日本: master down 10.0.0.1:6379", mail.Subject);
        Assert.Equal(["Jörg Müller", "Ōps"], mail.To.Mailboxes.Select(mailbox => mailbox.Name));
        Assert.Contains("bücher→日本", System.Net.WebUtility.HtmlDecode(mail.HtmlBody), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deliver_GreylistedThenTaken_IsRetriedThenDelivered()
    {
        await Server.AnswerWithAsync(new SmtpRule { Id = "grey", Stage = SmtpStage.Rcpt, Reply = "451 4.7.1 greylisted, come again", Times = 1 });
        var destination = Make("ops@example.org");
        Assert.Equal(DeliveryReason.Throttled, Assert.IsType<DeliveryOutcome.Retry>(await destination.DeliverAsync(Samples.Of(EventKind.MasterDown), TestContext.Current.CancellationToken)).Reason);
        Assert.Equal(new DeliveryOutcome.Delivered(), await destination.DeliverAsync(Samples.Of(EventKind.MasterDown), TestContext.Current.CancellationToken));
        Assert.Single(Server.Messages);
    }

    [Fact]
    public async Task Deliver_RefusedForGood_IsRejected()
    {
        await Server.AnswerWithAsync(new SmtpRule { Id = "spam", Stage = SmtpStage.Data, Reply = "554 5.7.1 looks like spam" });
        var rejected = Assert.IsType<DeliveryOutcome.Rejected>(await Make("ops@example.org").DeliverAsync(Samples.Of(EventKind.MasterDown), TestContext.Current.CancellationToken));
        Assert.Contains("554 5.7.1 looks like spam", rejected.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deliver_ServerStopsAndComesBack_RetriesThenDelivers()
    {
        var destination = Make("ops@example.org");
        await Server.StopAsync();
        var retry = Assert.IsType<DeliveryOutcome.Retry>(await destination.DeliverAsync(Samples.Of(EventKind.MasterDown), TestContext.Current.CancellationToken));
        Assert.Equal(DeliveryReason.Unreachable, retry.Reason);
        await Server.StartAsync(Patience, TestContext.Current.CancellationToken);
        Assert.IsType<DeliveryOutcome.Delivered>(await destination.DeliverAsync(Samples.Of(EventKind.MasterDown), TestContext.Current.CancellationToken));
    }

    private EmailDestination Make(params string[] to) => new(
        "mail",
        new EmailOptions { Kind = "Email", From = "sentinel@example.org", To = to, Smtp = new SmtpOptions { Port = Server.Port } },
        new EmailTemplates(),
        TimeProvider.System);
}
