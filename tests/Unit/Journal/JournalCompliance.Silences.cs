using SentinelEvents.Worker.Delivery.Holding;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Unit.Journal;

/// <summary>Silences that were asked for while the service ran, and what becomes of what they kept back.</summary>
public abstract partial class JournalCompliance
{
    private const int Most = 3;

    [Fact]
    public async Task KeepAsync_Silence_ReadsBackAsItWas()
    {
        var kept = Silence("patching", Start.AddHours(1)) with { Body = """{"comment":"\u0000 and \ud83d\ude00"}""", CreatedFrom = "10.0.0.5" };
        Assert.Equal(KeepSilenceResult.Kept, await Silences.KeepAsync(kept, Most, Cancellation));
        Assert.Equal(kept, await Silences.FindAsync(kept.Id, Cancellation));
        Assert.Equal([kept], await Silences.ReadAsync(Start, 10, Cancellation));
        Assert.Null(await Silences.FindAsync(Id("another"), Cancellation));
    }

    [Fact]
    public async Task KeepAsync_NameOfOneThatIsNotOver_IsRefusedUntilItIs()
    {
        Assert.Equal(KeepSilenceResult.Kept, await Silences.KeepAsync(Silence("patching", Start.AddHours(1)), Most, Cancellation));
        Assert.Equal(KeepSilenceResult.NameTaken, await Silences.KeepAsync(Silence("Patching", null, Start.AddMinutes(59)), Most, Cancellation));
        Assert.Equal(KeepSilenceResult.Kept, await Silences.KeepAsync(Silence("Patching", null, Start.AddHours(1)), Most, Cancellation));
        Assert.Equal(KeepSilenceResult.NameTaken, await Silences.KeepAsync(Silence("patching", null, Start.AddYears(1)), Most, Cancellation));
    }

    [Fact]
    public async Task KeepAsync_AsManyAsMayBe_IsRefusedUntilOneIsOver()
    {
        foreach (var number in Enumerable.Range(0, Most))
        {
            Assert.Equal(KeepSilenceResult.Kept, await Silences.KeepAsync(Silence($"s{number}", Start.AddHours(1)), Most, Cancellation));
        }

        Assert.Equal(KeepSilenceResult.TooMany, await Silences.KeepAsync(Silence("more", null), Most, Cancellation));
        Assert.True(await Silences.EndAsync(Silence("s1", null).Id, Start, "here", Cancellation));
        Assert.Equal(KeepSilenceResult.Kept, await Silences.KeepAsync(Silence("more", null), Most, Cancellation));
    }

    [Fact]
    public async Task KeepAsync_OneNameFromManySides_IsKeptOnce()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(() => Silences.KeepAsync(Silence("same", null, Start.AddTicks(number)), 100, Cancellation), Cancellation)));
        Assert.Equal(1, results.Count(result => result == KeepSilenceResult.Kept));
        Assert.Equal(7, results.Count(result => result == KeepSilenceResult.NameTaken));
    }

    [Fact]
    public async Task EndAsync_OneThatIsNotOver_IsOverFromThenOnAndSaysWhoEndedIt()
    {
        var kept = Silence("patching", Start.AddHours(1));
        await Silences.KeepAsync(kept, Most, Cancellation);

        Assert.True(await Silences.EndAsync(kept.Id, Start.AddMinutes(5), "10.0.0.6", Cancellation));
        Assert.False(await Silences.EndAsync(kept.Id, Start.AddMinutes(6), "10.0.0.7", Cancellation));
        Assert.False(await Silences.EndAsync(Id("unknown"), Start, "here", Cancellation));

        var ended = kept with { OverAt = Start.AddMinutes(5), EndedAt = Start.AddMinutes(5), EndedFrom = "10.0.0.6" };
        Assert.Equal(ended, await Silences.FindAsync(kept.Id, Cancellation));
        Assert.Equal([ended], await Silences.ReadAsync(Start.AddMinutes(4), 10, Cancellation));
        Assert.Empty(await Silences.ReadAsync(Start.AddMinutes(5), 10, Cancellation));
    }

    [Fact]
    public async Task EndAsync_OneWhoseTimeIsOver_ChangesNothing()
    {
        var kept = Silence("patching", Start.AddHours(1));
        await Silences.KeepAsync(kept, Most, Cancellation);
        Assert.False(await Silences.EndAsync(kept.Id, Start.AddHours(1), "here", Cancellation));
        Assert.Equal(kept, await Silences.FindAsync(kept.Id, Cancellation));
    }

    [Fact]
    public async Task ReadAsync_Several_GivesThoseWithoutAnEndFirstAndNoMoreThanAskedFor()
    {
        foreach (var (name, over) in new (string, DateTimeOffset?)[] { ("soon", Start.AddHours(1)), ("never", null), ("late", Start.AddHours(2)) })
        {
            await Silences.KeepAsync(Silence(name, over), Most, Cancellation);
        }

        Assert.Equal(["never", "late", "soon"], (await Silences.ReadAsync(DateTimeOffset.MinValue, 10, Cancellation)).Select(one => one.Name));
        Assert.Equal(["never", "late"], (await Silences.ReadAsync(DateTimeOffset.MinValue, 2, Cancellation)).Select(one => one.Name));
    }

    [Fact]
    public async Task ReadRevisionAsync_KeptEndedOrRemoved_IsAnotherOneEachTime()
    {
        var before = await Silences.ReadRevisionAsync(Cancellation);
        await ChangesAsync(() => Silences.KeepAsync(Silence("a", Start.AddHours(1)), Most, Cancellation));
        await ChangesAsync(() => Silences.KeepAsync(Silence("b", null), Most, Cancellation));
        await ChangesAsync(() => Silences.EndAsync(Silence("b", null).Id, Start, "here", Cancellation));
        Assert.Equal(before, await Silences.ReadRevisionAsync(Cancellation));
        await ChangesAsync(() => Journal.RemoveBeforeAsync(Start.AddMinutes(1), Cancellation));
        await ChangesAsync(() => Journal.RemoveBeforeAsync(Start.AddDays(1), Cancellation));

        async Task ChangesAsync(Func<Task> change)
        {
            await change();
            var after = await Silences.ReadRevisionAsync(Cancellation);
            Assert.NotEqual(before, after);
            before = after;
        }
    }

    [Fact]
    public async Task RemoveBeforeAsync_Silences_RemovesThoseThatWereOverBefore()
    {
        await Silences.KeepAsync(Silence("old", Start.AddDays(-2), Start.AddDays(-3)), Most, Cancellation);
        await Silences.KeepAsync(Silence("recent", Start.AddHours(-1), Start.AddDays(-3)), Most, Cancellation);
        await Silences.KeepAsync(Silence("lasting", null, Start.AddDays(-3)), Most, Cancellation);

        Assert.Equal(1, await Journal.RemoveBeforeAsync(Start.AddDays(-1), Cancellation));
        Assert.Equal(["lasting", "recent"], (await Silences.ReadAsync(DateTimeOffset.MinValue, 10, Cancellation)).Select(one => one.Name));
    }

    [Fact]
    public async Task ReviewAsync_WhatARuleKeepsBackUntilLater_IsDueNowAndNothingElse()
    {
        await CommitAsync(TestEvents.Batch(
            new RoutedEvent(TestEvents.Down("a1", "m1"), [Mail, Hook]), new RoutedEvent(TestEvents.Down("b1", "m2"), [Mail]), new RoutedEvent(TestEvents.Down("c1", "m3"), [Mail])));
        var due = await Deliveries.TakeDueAsync(Mail, Start, 10, Cancellation);
        await Deliveries.HoldAsync(
            [
                new HeldDelivery(due[0].Id, Start.AddDays(1), nameof(HoldReason.Silenced), "silence"),
                new HeldDelivery(due[1].Id, null, nameof(HoldReason.Silenced), "silence"),
                new HeldDelivery(due[2].Id, Start.AddDays(1), nameof(HoldReason.Flapping), "flaps"),
            ],
            Cancellation);

        Assert.Equal(1, await Deliveries.ReviewAsync(nameof(HoldReason.Silenced), Start, Cancellation));
        var held = Assert.Single(await Deliveries.TakeHeldAsync(Mail, Start, 10, Cancellation));
        Assert.Equal((Id("a1"), true, nameof(HoldReason.Silenced)), (held.Event.EventId, held.WasHeld, held.Reason));
        Assert.Equal(0, await Deliveries.ReviewAsync(nameof(HoldReason.Silenced), Start, Cancellation));
    }

    [Fact]
    public async Task FindDeliveryAsync_Id_GivesItWithItsEventAndTheNoteOfWhoeverAskedForItAgain()
    {
        await CommitAsync(TestEvents.Batch(TestEvents.Down("a1"), Mail, Hook));
        await RecordFirstAsync(Mail, DeliveryState.Delivered, 1);
        var listed = (await Reader.ReadDeliveriesAsync(new DeliveryFilter(Destination: Mail), Cancellation)).Single();

        Assert.Equal(listed, await Reader.FindDeliveryAsync(listed.Delivery.Id, Cancellation));
        Assert.Null(await Reader.FindDeliveryAsync(listed.Delivery.Id + 1000, Cancellation));
        await Deliveries.RequeueAsync(Id("a1"), Mail, Start, "asked for from 10.0.0.5", Cancellation);
        var again = await Reader.FindDeliveryAsync(listed.Delivery.Id, Cancellation);
        Assert.Equal((DeliveryState.Pending, "Redelivered", "asked for from 10.0.0.5"), (again!.Delivery.State, again.Delivery.Reason, again.Delivery.Detail));
    }

    private static KeptSilence Silence(string name, DateTimeOffset? overAt, DateTimeOffset? createdAt = null) => new(
        EventKey.ToId($"silence {name} {createdAt ?? Start:O}"), name, "{}", createdAt ?? Start, "here", overAt);
}
