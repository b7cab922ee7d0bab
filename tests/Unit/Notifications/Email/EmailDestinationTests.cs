using SentinelEvents.Contracts;
using SentinelEvents.Tests;
using SentinelEvents.Unit.Delivery;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Notifications.Email;

namespace SentinelEvents.Unit.Notifications.Email;

public sealed class EmailDestinationTests : RefusableDestinationCompliance
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("MAIL", "451 4.3.0 later")]
    [InlineData("RCPT", "450 4.2.1 greylisted")]
    [InlineData("DATA", "452 4.3.1 disk full")]
    [InlineData(".", "421 4.3.2 shutting down")]
    public async Task Deliver_FourXx_IsRetried(string command, string reply)
    {
        await using var rig = new EmailRig(On(command, reply));
        var retry = Assert.IsType<DeliveryOutcome.Retry>(await rig.Destination.DeliverAsync(Samples.Of(EventKind.MasterDown), Cancellation));
        Assert.Contains(reply[10..], retry.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MAIL", "550 5.7.1 not from you")]
    [InlineData("RCPT", "550 5.1.1 no such user")]
    [InlineData(".", "554 5.6.0 looks like spam")]
    public async Task Deliver_FiveXx_IsRejected(string command, string reply)
    {
        await using var rig = new EmailRig(On(command, reply));
        var rejected = Assert.IsType<DeliveryOutcome.Rejected>(await rig.Destination.DeliverAsync(Samples.Of(EventKind.MasterDown), Cancellation));
        Assert.Equal(DeliveryReason.Refused, rejected.Reason);
        Assert.Contains(reply[10..], rejected.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deliver_OneRecipientRefused_OthersGetItAndTheRefusalIsNoted()
    {
        await using var rig = new EmailRig(On("RCPT TO:<night", "550 5.1.1 no such user"));
        var delivered = Assert.IsType<DeliveryOutcome.Delivered>(await rig.Destination.DeliverAsync(Samples.Of(EventKind.MasterDown), Cancellation));
        Assert.Equal("Not sent to night@example.org: 550 5.1.1 no such user", delivered.Note);
        Assert.Single(rig.Server.Mails);
    }

    [Fact]
    public async Task Deliver_OneRecipientRefusedAnotherGreylisted_IsRetried()
    {
        await using var rig = new EmailRig(command =>
            command.StartsWith("RCPT TO:<night", StringComparison.Ordinal) ? "550 5.1.1 no such user"
            : command.StartsWith("RCPT", StringComparison.Ordinal) ? "450 4.2.1 greylisted" : null);
        Assert.IsType<DeliveryOutcome.Retry>(await rig.Destination.DeliverAsync(Samples.Of(EventKind.MasterDown), Cancellation));
    }

    [Fact]
    public async Task Deliver_StartTlsDemandedButNotOffered_IsRetriedAndNothingIsSent()
    {
        await using var rig = new EmailRig(_ => null, security: SmtpSecurity.StartTls);
        var retry = Assert.IsType<DeliveryOutcome.Retry>(await rig.Destination.DeliverAsync(Samples.Of(EventKind.MasterDown), Cancellation));
        Assert.Equal(DeliveryReason.Untrusted, retry.Reason);
        Assert.Empty(rig.Server.Mails);
    }

    [Fact]
    public async Task Deliver_TlsToAServerWithout_IsUntrusted()
    {
        await using var rig = new EmailRig(_ => null, security: SmtpSecurity.Tls);
        var retry = Assert.IsType<DeliveryOutcome.Retry>(await rig.Destination.DeliverAsync(Samples.Of(EventKind.MasterDown), Cancellation));
        Assert.Equal(DeliveryReason.Untrusted, retry.Reason);
    }

    [Fact]
    public async Task Deliver_ByeFailsAfterTheMailWasTaken_IsDelivered()
    {
        await using var rig = new EmailRig(On("QUIT", "500 what"));
        Assert.IsType<DeliveryOutcome.Delivered>(await rig.Destination.DeliverAsync(Samples.Of(EventKind.MasterDown), Cancellation));
        await IdleAsync(rig);
        Assert.IsType<DeliveryOutcome.Delivered>(await rig.Destination.DeliverAsync(Samples.Of(EventKind.MasterSwitched), Cancellation));
        Assert.Equal(2, rig.Server.Mails.Count);
    }

    [Fact]
    public async Task Deliver_SeveralAtOnce_IsOneConversation()
    {
        await using var rig = new EmailRig(_ => null);
        await Task.WhenAll(MailSamples.Failover.Select(one => rig.Destination.DeliverAsync(one, Cancellation)));
        Assert.Equal(MailSamples.Failover.Count, rig.Ids.Distinct().Count());
        Assert.Equal(1, rig.Server.Connections);
    }

    [Fact]
    public async Task Deliver_NothingForAWhile_SaysGoodbyeAndConnectsAnew()
    {
        await using var rig = new EmailRig(_ => null);
        await rig.Destination.DeliverAsync(Samples.Of(EventKind.MasterDown), Cancellation);
        Assert.DoesNotContain("QUIT", rig.Server.Heard);
        await IdleAsync(rig);
        await rig.Destination.DeliverAsync(Samples.Of(EventKind.MasterSwitched), Cancellation);
        Assert.Equal(2, rig.Server.Connections);
    }

    [Fact]
    public async Task Deliver_ServerHungUpMeanwhile_ConnectsAnewAndSendsOnce()
    {
        await using var rig = new EmailRig(_ => null);
        await rig.Destination.DeliverAsync(Samples.Of(EventKind.MasterDown), Cancellation);
        rig.Server.HangUp();
        Assert.Equal(new DeliveryOutcome.Delivered(), await rig.Destination.DeliverAsync(Samples.Of(EventKind.MasterSwitched), Cancellation));
        Assert.Equal((2, 2), (rig.Server.Mails.Count, rig.Server.Connections));
    }

    [Fact]
    public async Task Deliver_VeryMany_ChangesTheConnectionNowAndThen()
    {
        await using var rig = new EmailRig(_ => null);
        for (var i = 0; i <= SmtpConnection.MostMails; i++)
        {
            await rig.Destination.DeliverAsync(Samples.Of(EventKind.MasterDown), Cancellation);
        }

        Assert.Equal(2, rig.Server.Connections);
    }

    [Fact]
    public async Task Deliver_PasswordChanged_LogsInAnew()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "old", Cancellation);
            await using var rig = new EmailRig(_ => null, passwordFile: file);
            await rig.Destination.DeliverAsync(Samples.Of(EventKind.MasterDown), Cancellation);
            await File.WriteAllTextAsync(file, "new", Cancellation);
            await rig.Destination.DeliverAsync(Samples.Of(EventKind.MasterSwitched), Cancellation);
            Assert.Equal(2, rig.Server.Connections);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Deliver_RefusedRecipientOfTheMailBefore_IsNotNotedAgain()
    {
        var isFirst = true;
        await using var rig = new EmailRig(command => isFirst && command.StartsWith("RCPT TO:<night", StringComparison.Ordinal) ? "550 5.1.1 no such user" : null);
        Assert.NotNull(Assert.IsType<DeliveryOutcome.Delivered>(await rig.Destination.DeliverAsync(Samples.Of(EventKind.MasterDown), Cancellation)).Note);
        isFirst = false;
        Assert.Equal(new DeliveryOutcome.Delivered(), await rig.Destination.DeliverAsync(Samples.Of(EventKind.MasterSwitched), Cancellation));
        Assert.Equal(1, rig.Server.Connections);
    }

    [Fact]
    public async Task Deliver_TheJournalCannotBeRead_TellsTheEventAlone()
    {
        await using var rig = new EmailRig(_ => null, incidents: new UnreadableIncidents());
        Assert.Equal(new DeliveryOutcome.Delivered(), await rig.Destination.DeliverAsync(MailSamples.Failover[2], Cancellation));
        Assert.Equal("[CRITICAL] local/mymaster: master switched 10.0.0.1:6379 → 10.0.0.2:6379", EmailRig.Parse(rig.Server.Mails[0]).Subject);
    }

    [Fact]
    public async Task Deliver_AGroup_NamesAllItsEventsAndItsListAndThread()
    {
        await using var rig = new EmailRig(_ => null);
        var group = new Notification { Events = MailSamples.Host(20) };
        await rig.Destination.DeliverAsync(group, Cancellation);
        var mail = EmailRig.Parse(rig.Server.Mails[0]);
        Assert.Equal("[CRITICAL] east: 20 masters of 10.0.0.1 switched within 2.2 s", mail.Subject);
        Assert.Equal("MasterSwitched", mail.Headers["X-SentinelEvents-Kind"]);
        Assert.Equal(group.Latest.EventId.ToString(), mail.Headers["X-SentinelEvents-Event"]);
        Assert.Equal(
            group.Events.Select(one => one.EventId.ToString()), mail.Headers["X-SentinelEvents-Events"]!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal("<east.sentinel-events.example.org>", mail.Headers["List-Id"]);
        Assert.Equal($"incident.{group.First.IncidentId:n}@example.org", mail.InReplyTo);
        Assert.Equal(MimeKit.MessageImportance.High, mail.Importance);
    }

    [Fact]
    public async Task Deliver_AReminder_IsAMailOfItsOwnInTheThread()
    {
        await using var rig = new EmailRig(_ => null);
        var down = MailSamples.Failover[0];
        rig.Time.SetUtcNow(MailSamples.Start.AddHours(4.1));
        await rig.Destination.DeliverAsync(down, Cancellation);
        await rig.Destination.DeliverAsync(Notification.Of(down) with { Reminder = 2 }, Cancellation);
        var (news, reminder) = (EmailRig.Parse(rig.Server.Mails[0]), EmailRig.Parse(rig.Server.Mails[1]));
        Assert.Equal("[CRITICAL] local/mymaster: still: master down 10.0.0.1:6379 for 4 h (reminder 2)", reminder.Subject);
        Assert.NotEqual(news.MessageId, reminder.MessageId);
        Assert.Equal(news.InReplyTo, reminder.InReplyTo);
        Assert.Equal(rig.Time.GetUtcNow().ToUnixTimeSeconds(), reminder.Date.ToUnixTimeSeconds());
    }

    [Fact]
    public async Task Deliver_Always_SaysWhatMailProgramsAsk()
    {
        await using var rig = new EmailRig(_ => null);
        var down = Samples.Of(EventKind.MasterDown);
        await rig.Destination.DeliverAsync(down, Cancellation);
        await rig.Destination.DeliverAsync(Samples.Of(EventKind.MasterSwitched), Cancellation);
        var mail = EmailRig.Parse(rig.Server.Mails[0]);
        var other = EmailRig.Parse(rig.Server.Mails[1]);

        Assert.Equal($"{down.EventId:n}.mail@example.org", mail.MessageId);
        Assert.Equal("auto-generated", mail.Headers["Auto-Submitted"]);
        Assert.Equal("All", mail.Headers["X-Auto-Response-Suppress"]);
        Assert.Equal("MasterDown", mail.Headers["X-SentinelEvents-Kind"]);
        Assert.Equal(down.EventId.ToString(), mail.Headers["X-SentinelEvents-Event"]);
        Assert.Equal(down.AgreedAt.ToUnixTimeSeconds(), mail.Date.ToUnixTimeSeconds());
        Assert.Equal(mail.InReplyTo, Assert.Single(mail.References));
        Assert.Equal(mail.InReplyTo, other.InReplyTo);
        Assert.NotEqual(mail.MessageId, other.MessageId);
    }

    [Fact]
    public async Task Deliver_AReport_CarriesItsPicturesAndIsTheSameMailEachTime()
    {
        await using var rig = new EmailRig(_ => null);
        await rig.Destination.DeliverAsync(Samples.Of(EventKind.HealthReported), Cancellation);
        await rig.Destination.DeliverAsync(Samples.Of(EventKind.HealthReported), Cancellation);
        Assert.Equal(rig.Server.Mails[0], rig.Server.Mails[1]);

        var mail = EmailRig.Parse(rig.Server.Mails[0]);
        Assert.Equal("[CRITICAL] report daily: 2 of 5 masters would not fail over", mail.Subject);
        Assert.Contains("2 of 5 masters would not fail over", mail.TextBody, StringComparison.Ordinal);
        var pictures = mail.BodyParts.OfType<MimeKit.MimePart>().Where(part => part.ContentType.IsMimeType("image", "png")).ToArray();
        Assert.Equal(5, pictures.Length);
        Assert.All(pictures, picture => Assert.Contains($"cid:{picture.ContentId}", mail.HtmlBody, StringComparison.Ordinal));
        Assert.Empty(mail.Attachments);
    }

    [Fact]
    public async Task Deliver_ToADirectory_IsOneFileHoweverOften()
    {
        var folder = Directory.CreateTempSubdirectory("sentinel-events-");
        try
        {
            var pickup = Path.Combine(folder.FullName, "made", "when", "missing");
            var options = new EmailOptions { Kind = "Email", From = "sentinel@example.org", To = ["ops@example.org"], PickupDirectory = pickup };
            var destination = new EmailDestination("mail", options, new EmailTemplates(), TimeProvider.System);
            await destination.DeliverAsync(Samples.Of(EventKind.MasterSwitched), Cancellation);
            var first = await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(pickup)), Cancellation);
            Assert.IsType<DeliveryOutcome.Delivered>(await destination.DeliverAsync(Samples.Of(EventKind.MasterSwitched), Cancellation));
            var file = Assert.Single(Directory.GetFiles(pickup));
            Assert.Equal("20260307T031204430Z-mail-0a9b8c7d111182228333000000000006.eml", Path.GetFileName(file));
            Assert.Equal(first, await File.ReadAllTextAsync(file, Cancellation));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Deliver_DirectoryCannotBeMade_IsRetried()
    {
        var file = Path.GetTempFileName();
        try
        {
            var options = new EmailOptions { Kind = "Email", From = "sentinel@example.org", To = ["ops@example.org"], PickupDirectory = Path.Combine(file, "below") };
            var destination = new EmailDestination("mail", options, new EmailTemplates(), TimeProvider.System);
            var retry = Assert.IsType<DeliveryOutcome.Retry>(await destination.DeliverAsync(Samples.Of(EventKind.MasterSwitched), Cancellation));
            Assert.Equal(DeliveryReason.NotRendered, retry.Reason);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private protected override Task<DestinationRig> StartAsync(Reply reply) => Task.FromResult<DestinationRig>(new EmailRig(
        reply switch
        {
            Reply.FailsForNow => On("MAIL", "451 4.3.0 later"),
            Reply.Refuses => On("MAIL", "550 5.7.1 not from you"),
            Reply.RefusesCredentials => On("AUTH", "535 5.7.8 no: s3cretpw"),
            Reply.Silent => On("MAIL", ""),
            _ => _ => null,
        },
        there: reply != Reply.NotThere));

    private static async Task IdleAsync(EmailRig rig)
    {
        rig.Time.Advance(SmtpConnection.LongestIdle);
        await Until.TrueAsync(() => rig.Server.Heard.Contains("QUIT"), () => "nobody said goodbye");
    }

    private static Func<string, string?> On(string command, string reply) => heard => heard.StartsWith(command, StringComparison.Ordinal) ? reply : null;

    private sealed class UnreadableIncidents : IIncidentView
    {
        public Task<IReadOnlyList<SentinelEvent>> ReadAsync(Guid incident, CancellationToken cancellation) => throw new InvalidOperationException("the database is locked");
    }
}
