using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Unit.Journal;

/// <summary>What is kept back, told together, told again.</summary>
public abstract partial class JournalCompliance
{
    private const string Rule = "Rule";

    [Fact]
    public async Task HoldAsync_UntilATime_IsTakenThenAndStandsInNobodysWay()
    {
        await CommitAsync(TestEvents.Batch(TestEvents.Down("a1"), Mail));
        await HoldFirstAsync(Start.AddMinutes(1));
        await CommitAsync(TestEvents.Batch(TestEvents.Down("a2"), Mail));

        Assert.Empty(await Deliveries.TakeHeldAsync(Mail, Start, 10, Cancellation));
        Assert.Equal([Id("a2")], (await Deliveries.TakeDueAsync(Mail, Start, 10, Cancellation)).Select(due => due.Event.EventId));
        await RecordFirstAsync(Mail, DeliveryState.Delivered, 1);
        Assert.Equal(Start.AddMinutes(1), await Deliveries.NextDueAsync(Mail, Cancellation));
        var held = Assert.Single(await Deliveries.TakeHeldAsync(Mail, Start.AddMinutes(1), 10, Cancellation));
        Assert.Equal((Id("a1"), true, Rule, (string?)null, 0), (held.Event.EventId, held.WasHeld, held.Reason, held.Group, held.Attempts));
        await Deliveries.RecordAsync([new DeliveryResult(held.Id, DeliveryState.Delivered, Start.AddMinutes(1))], Cancellation);
        Assert.Null(await Deliveries.NextDueAsync(Mail, Cancellation));
    }

    [Fact]
    public async Task HoldAsync_ForGood_IsNeverTakenButListedAndMayBeRedelivered()
    {
        await CommitAsync(TestEvents.Batch(TestEvents.Down("a1"), Mail));
        await HoldFirstAsync(null);

        Assert.Empty(await Deliveries.TakeHeldAsync(Mail, Start.AddYears(1), 10, Cancellation));
        Assert.Null(await Deliveries.NextDueAsync(Mail, Cancellation));
        var listed = Assert.Single(await Reader.ReadDeliveriesAsync(new DeliveryFilter(DeliveryState.Held), Cancellation));
        Assert.Equal((Rule, "why"), (listed.Delivery.Reason, listed.Delivery.Detail));
        Assert.Equal(RequeueResult.Requeued, await Deliveries.RequeueAsync(Id("a1"), Mail, Start, null, Cancellation));
        Assert.Equal(DeliveryStatements.Redelivered, Assert.Single(await Deliveries.TakeDueAsync(Mail, Start, 10, Cancellation)).Reason);
    }

    [Fact]
    public async Task TakeHeldAsync_OneOfAGroupIsDue_GivesTheWholeGroupInItsOrderAndNoOther()
    {
        await CommitAsync(TestEvents.Batch(
            new RoutedEvent(TestEvents.Down("a1", "m1"), [Mail, Hook]), new RoutedEvent(TestEvents.Down("b1", "m2"), [Mail]), new RoutedEvent(TestEvents.Down("c1", "m3"), [Mail])));
        var due = await Deliveries.TakeDueAsync(Mail, Start, 10, Cancellation);
        await Deliveries.HoldAsync(
            [
                new HeldDelivery(due[0].Id, Start.AddMinutes(2), Rule, "why", "g"),
                new HeldDelivery(due[1].Id, Start.AddMinutes(1), Rule, "why", "g"),
                new HeldDelivery(due[2].Id, Start.AddMinutes(2), Rule, "why", "other"),
            ],
            Cancellation);

        var group = await Deliveries.TakeHeldAsync(Mail, Start.AddMinutes(1), 10, Cancellation);
        Assert.Equal([Id("a1"), Id("b1")], group.Select(one => one.Event.EventId));
        Assert.All(group, one => Assert.Equal("g", one.Group));
        await Deliveries.RecordAsync([.. group.Select(one => new DeliveryResult(one.Id, DeliveryState.Held, Start, Start.AddMinutes(3), "Unreachable", "not there"))], Cancellation);

        var again = await Deliveries.TakeHeldAsync(Mail, Start.AddMinutes(3), 10, Cancellation);
        Assert.Equal([("g", 1), ("g", 1), ("other", 0)], again.Select(one => (one.Group!, one.Attempts)));
        Assert.Empty(await Deliveries.TakeHeldAsync(Hook, Start.AddMinutes(3), 10, Cancellation));
    }

    [Theory]
    [InlineData("m1")]
    [InlineData(null)]
    public async Task TakeHeldWithAsync_AMaster_GivesTheGroupsThatItWaitsIn(string? master)
    {
        await CommitAsync(TestEvents.Batch(new RoutedEvent(TestEvents.Down("a1", master), [Mail]), new RoutedEvent(TestEvents.Down("b1", "m2"), [Mail])));
        var due = await Deliveries.TakeDueAsync(Mail, Start, 10, Cancellation);
        await Deliveries.HoldAsync([.. due.Select(one => new HeldDelivery(one.Id, Start.AddMinutes(2), Rule, "why", "g"))], Cancellation);

        Assert.Empty(await Deliveries.TakeHeldWithAsync(Mail, "local", "m3", 10, Cancellation));
        Assert.Empty(await Deliveries.TakeHeldWithAsync(Mail, "elsewhere", master, 10, Cancellation));
        Assert.Equal([Id("a1"), Id("b1")], (await Deliveries.TakeHeldWithAsync(Mail, "local", master, 10, Cancellation)).Select(one => one.Event.EventId));
    }

    [Fact]
    public async Task CommitAsync_WhereTold_GoesWhereTheIncidentWent()
    {
        await CommitAsync(TestEvents.Batch(TestEvents.Down("a1", incident: "i"), Mail));
        await CommitAsync(TestEvents.Batch(
            new RoutedEvent(TestEvents.Down("a2", incident: "i"), []) { WhereTold = [Mail, Hook] }, new RoutedEvent(TestEvents.Down("b1", incident: "j"), []) { WhereTold = [Mail, Hook] }));

        Assert.Equal([[Mail], [Mail], []], (await ReadAsync()).Select(read => read.Deliveries.Select(delivery => delivery.Destination)));
    }

    [Fact]
    public async Task ReadIncidentAsync_ToldHeldAndNeverRouted_SaysHowEachStands()
    {
        await CommitAsync(TestEvents.Batch(TestEvents.Down("a1", incident: "i"), Mail));
        await RecordFirstAsync(Mail, DeliveryState.Delivered, 1);
        await CommitAsync(TestEvents.Batch(TestEvents.Down("a2", incident: "i"), Mail));
        await HoldFirstAsync(Start.AddMinutes(1));
        await CommitAsync(TestEvents.Batch(TestEvents.Down("a3", incident: "i"), Hook));

        var prior = await Deliveries.ReadIncidentAsync(Mail, Id("i"), Cancellation);
        Assert.Equal(
            [(Id("a1"), (DeliveryState?)DeliveryState.Delivered, false), (Id("a2"), DeliveryState.Held, true), (Id("a3"), null, false)],
            prior.Select(one => (one.Event.EventId, one.State, one.Waits)));
        Assert.Equal(prior.Select(one => one.Sequence).Order(), prior.Select(one => one.Sequence));
    }

    [Theory]
    [InlineData("m1")]
    [InlineData(null)]
    public async Task ReadPairAsync_OfAMaster_GivesItsOwnOfThoseKindsTheNewestFirst(string? master)
    {
        await CommitAsync(TestEvents.Batch(
            new RoutedEvent(TestEvents.Down("old", master, at: Start.AddDays(-2)), [Mail]),
            new RoutedEvent(TestEvents.Down("a1", master), [Mail]),
            new RoutedEvent(TestEvents.Down("a2", master), [Mail]),
            new RoutedEvent(TestEvents.Down("b1", "m2"), [Mail]),
            new RoutedEvent(TestEvents.Down("c1", master, "elsewhere"), [Mail])));

        var filter = new PriorFilter("local", master, EventKind.MasterDown, EventKind.MasterRecovered, Start.AddDays(-1), 10);
        Assert.Equal([Id("a2"), Id("a1")], (await Deliveries.ReadPairAsync(Mail, filter, Cancellation)).Select(one => one.Event.EventId));
        Assert.Single(await Deliveries.ReadPairAsync(Mail, filter with { Limit = 1 }, Cancellation));
        Assert.Empty(await Deliveries.ReadPairAsync(Mail, filter with { Down = EventKind.ReplicaDown }, Cancellation));
    }

    [Fact]
    public async Task TakeRemindersAsync_Due_IsGivenOnceUntilItIsDueAgain()
    {
        await CommitAsync(TestEvents.Batch(TestEvents.Down("a1"), Mail));
        await Deliveries.RemindAsync(Mail, [new ReminderChange.Set(Id("i"), Id("a1"), Start.AddHours(1))], Cancellation);
        await RecordFirstAsync(Mail, DeliveryState.Delivered, 1);

        Assert.Equal(Start.AddHours(1), await Deliveries.NextDueAsync(Mail, Cancellation));
        Assert.Empty(await Deliveries.TakeRemindersAsync(Mail, Start, Start, 10, Cancellation));
        Assert.Empty(await Deliveries.TakeRemindersAsync(Hook, Start.AddHours(1), Start.AddHours(2), 10, Cancellation));
        var due = Assert.Single(await Deliveries.TakeRemindersAsync(Mail, Start.AddHours(1), Start.AddHours(2), 10, Cancellation));
        Assert.Equal((Id("i"), Id("a1"), 0), (due.IncidentId, due.Event.EventId, due.Times));
        Assert.Empty(await Deliveries.TakeRemindersAsync(Mail, Start.AddHours(1), Start.AddHours(2), 10, Cancellation));

        await Deliveries.RemindAsync(Mail, [new ReminderChange.Set(Id("i"), Id("a1"), Start.AddHours(3), 1)], Cancellation);
        Assert.Equal(1, Assert.Single(await Deliveries.TakeRemindersAsync(Mail, Start.AddHours(3), Start.AddHours(4), 10, Cancellation)).Times);
        await Deliveries.RemindAsync(Mail, [new ReminderChange.Clear(Id("i"))], Cancellation);
        Assert.Null(await Deliveries.NextDueAsync(Mail, Cancellation));
    }

    [Fact]
    public async Task RemoveBeforeAsync_HeldAndReminded_KeepsWhatWaitsAndRemovesWhatDoesNot()
    {
        var old = Start.AddDays(-100);
        await CommitAsync(TestEvents.Batch(
            new RoutedEvent(TestEvents.Down("waits", "m1", at: old), [Mail]), new RoutedEvent(TestEvents.Down("held", "m2", at: old), [Mail])));
        var due = await Deliveries.TakeDueAsync(Mail, Start, 10, Cancellation);
        await Deliveries.HoldAsync([new HeldDelivery(due[0].Id, Start.AddDays(1), Rule, "why"), new HeldDelivery(due[1].Id, null, Rule, "why")], Cancellation);
        await Deliveries.RemindAsync(Mail, [new ReminderChange.Set(Id("i"), Id("held"), Start.AddHours(1))], Cancellation);

        await Journal.RemoveBeforeAsync(Start.AddDays(-50), Cancellation);

        Assert.Equal([Id("waits")], (await ReadAsync()).Select(read => read.Event.EventId));
        Assert.Empty(await Deliveries.TakeRemindersAsync(Mail, Start.AddHours(1), Start.AddHours(2), 10, Cancellation));
    }

    private static Guid Id(string key) => EventKey.ToId(key);

    private async Task HoldFirstAsync(DateTimeOffset? until)
    {
        var due = await Deliveries.TakeDueAsync(Mail, Start, 1, Cancellation);
        await Deliveries.HoldAsync([new HeldDelivery(due[0].Id, until, Rule, "why")], Cancellation);
    }
}
