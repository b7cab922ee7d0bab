using System.Globalization;
using System.Text.Json.Nodes;
using SentinelEvents.Contracts;
using SentinelEvents.Lab;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Integration.EndToEnd;

/// <summary>A report that is due every few seconds.</summary>
/// <param name="Seconds">How many; they divide a minute.</param>
internal sealed record OftenReported(int Seconds)
{
    private const string Name = "often";

    public TimeSpan Every => TimeSpan.FromSeconds(Seconds);

    public static IReadOnlyList<HealthReported> OnBus(Receivers receivers) => [.. receivers.OnBus.OfType<HealthReported>()];

    public static IReadOnlyList<ToldByMail> ByMail(Receivers receivers) => [.. receivers.ByMail.Where(told => told.Kind == EventKind.HealthReported)];

    public static Task ByAllAsync(Receivers receivers, int count, TimeSpan deadline, CancellationToken cancellation) => Eventually.BecomesAsync(
        $"{count} reports on the bus and by mail",
        () => (OnBus(receivers).Count, ByMail(receivers).Count) is var (bus, mail) && bus >= count && mail >= count ? null : $"{bus} on the bus, {mail} by mail",
        deadline,
        cancellation: cancellation);

    /// <summary>What was told is what the journal says; nothing waits but the last, when the stop came before it was taken.</summary>
    public static void IsToldAsJournalled(IReadOnlyList<JournalReading> reports, Receivers receivers)
    {
        IsTold("bus", OnBus(receivers).Select(report => report.EventId));
        IsTold("mail", ByMail(receivers).Select(told => told.EventId));

        void IsTold(string destination, IEnumerable<Guid> told)
        {
            var delivered = reports.Where(entry => entry.Deliveries[destination] == nameof(DeliveryState.Delivered)).ToList();
            Assert.Equal(delivered.Select(entry => entry.Event.EventId).Order(), told.Distinct().Order());
            var waiting = reports.Except(delivered).ToList();
            Assert.Equal(reports.TakeLast(waiting.Count), waiting);
            Assert.InRange(waiting.Count, 0, 1);
            Assert.All(waiting, entry => Assert.Equal(nameof(DeliveryState.Pending), entry.Deliveries[destination]));
        }
    }

    /// <summary>Waits until so many of its times have passed.</summary>
    public Task PassAsync(int times, TimeSpan deadline, CancellationToken cancellation)
    {
        var time = TimeProvider.System;
        var from = time.GetTimestamp();
        return Eventually.BecomesAsync(
            $"{times} times have passed", () => time.GetElapsedTime(from) is var passed && passed > times * Every ? null : passed.ToString(), deadline, cancellation: cancellation);
    }

    public JsonArray Configuration(params IEnumerable<string> to) => new(new JsonObject
    {
        ["Name"] = Name,
        ["Cron"] = $"0/{Seconds} * * * * ?",
        ["To"] = new JsonArray([.. to.Select(destination => JsonValue.Create(destination))]),
    });

    /// <summary>The ids of the reports that are due after the first time, up to and with the second.</summary>
    public IEnumerable<Guid> IdsBetween(DateTimeOffset from, DateTimeOffset to)
    {
        for (var second = from.ToUnixTimeSeconds() + 1; second <= to.ToUnixTimeSeconds(); second++)
        {
            if (second % 60 % Seconds == 0)
            {
                yield return EventKey.ToId(string.Create(CultureInfo.InvariantCulture, $"report/{Name}/{DateTimeOffset.FromUnixTimeSeconds(second):O}"));
            }
        }
    }
}
