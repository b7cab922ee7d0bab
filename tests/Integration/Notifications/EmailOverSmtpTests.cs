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
