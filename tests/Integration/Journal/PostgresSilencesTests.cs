using Microsoft.Extensions.Logging.Abstractions;
using SentinelEvents.Contracts;
using SentinelEvents.Tests;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Delivery.Holding;
using SentinelEvents.Worker.Journal.Postgres;
using SentinelEvents.Worker.Notifications;
using SentinelEvents.Worker.Notifications.Email;

namespace SentinelEvents.Integration.Journal;

/// <summary>Silences that workers share.</summary>
public sealed class PostgresSilencesTests(PostgresFixture servers) : PostgresTests(servers)
{
    private const string Mail = "mail";

    [Fact]
    public async Task AddAsync_AtOneWorker_IsInForceAtTheOtherWithinSecondsAndSoIsItsEnd()
    {
        var (first, second) = (Book(await OpenAsync()), Book(await OpenAsync(name: "other")));
        await second.Book.StartAsync(Cancellation);
        try
        {
            var now = TimeProvider.System.GetUtcNow();
            var told = Samples.Of(EventKind.MasterDown) with { AgreedAt = now.AddMinutes(1) };
            ActiveSilence? Covering() => second.Current.Policy(Mail)!.Silences.Covering(told, Mail, told.AgreedAt);
            Assert.Null(Covering());

            var added = Assert.IsType<SilenceAddition.Added>(await first.Book.AddAsync(
                new SilenceOptions { Name = "move", Duration = TimeSpan.FromHours(1), Author = "ada", Comment = "CHG-1207" }, "10.0.0.5", Cancellation)).Silence;
            await Until.TrueAsync(() => Covering() is not null, () => "no silence");
            Assert.StartsWith("silence move by ada until ", Covering()!.Words, StringComparison.Ordinal);
            Assert.IsType<SilenceAddition.Mistaken>(await second.Book.AddAsync(new SilenceOptions { Name = "Move", Duration = TimeSpan.FromHours(1), Author = "bob" }, "10.0.0.6", Cancellation));

            Assert.IsType<SilenceEnding.Ended>(await first.Book.EndAsync(added.Id, "10.0.0.5", Cancellation));
            await Until.TrueAsync(() => Covering() is null, () => Covering()!.Words);
        }
        finally
        {
            await second.Book.StopAsync(Cancellation);
        }
    }

    private static (SilenceBook Book, CurrentDelivery Current) Book(PostgresWorker worker)
    {
        var current = new CurrentDelivery(
            new DeliverySettings(new Dictionary<string, DestinationOptions> { [Mail] = new EmailOptions { Kind = "Email", From = "sentinel@example.org", To = ["ops@example.org"] } }, null, []),
            NotificationsRegistration.Kinds);
        return (new SilenceBook(new PostgresSilenceStore(worker.Database), worker.Deliveries, current, new Nobody(), TimeProvider.System, NullLogger<SilenceBook>.Instance), current);
    }

    private sealed class Nobody : IDeliverySignal
    {
        public void Wake()
        {
        }
    }
}
