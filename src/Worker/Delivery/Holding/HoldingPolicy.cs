using System.Globalization;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Worker.Delivery.Holding;

/// <summary>
/// Decides when one destination is told of an event, or whether at all: less noise, never silence. Pure: what was told before and the time come in, a
/// decision comes out. What is kept back is kept back only here; the journal has it, and the bus is told of everything.
/// </summary>
/// <param name="Destination">Its name.</param>
/// <param name="ForPeople">Whether people read it.</param>
/// <param name="Groups">Whether it can tell of several events at once.</param>
/// <param name="Routes">Null: everything comes here.</param>
/// <param name="Silences">When people are spared.</param>
internal sealed record HoldingPolicy(string Destination, bool ForPeople, bool Groups, IReadOnlyList<RouteOptions>? Routes, Silences Silences)
{
    /// <summary>Nothing is kept back: of a destination that is about to end.</summary>
    public static HoldingPolicy Plain(string destination) => new(destination, false, false, null, Silences.None);

    /// <summary>For how long a replica or a sentinel must stay up before people are told, where no route says otherwise.</summary>
    public static readonly TimeSpan PeoplesFlapWait = TimeSpan.FromSeconds(30);

    /// <summary>How far back it matters that something went down and up.</summary>
    public static readonly TimeSpan FlapMemory = TimeSpan.FromDays(1);

    private const int FlapsRead = 500;

    /// <summary>Whether anything may wait here for others.</summary>
    public bool MayGroup => Groups && Routes is not null && Routes.Any(route => route.GroupWait > TimeSpan.Zero && LeadsHere(route));

    /// <summary>Whether incidents may be told again here.</summary>
    public bool MayRepeat => Routes is not null && Routes.Any(route => route.RepeatInterval is not null && LeadsHere(route));

    /// <summary>How often an incident is told again for which this event stands; null: never.</summary>
    public TimeSpan? RepeatsEvery(SentinelEvent sentinelEvent) =>
        IncidentRoles.Of(sentinelEvent.Kind) == IncidentRole.Opens && sentinelEvent.Severity > Severity.Info ? RouteOf(sentinelEvent)?.RepeatInterval : null;

    /// <summary>Whether the decision depends on the incident's earlier events.</summary>
    public bool NeedsIncident(PendingDelivery delivery) =>
        (IncidentRoles.Of(delivery.Event.Kind) == IncidentRole.Resolves && (ForPeople || Routes is not null || !Silences.IsEmpty))
        || (delivery.WasHeld && delivery.Reason == nameof(HoldReason.Silenced));

    /// <summary>What the decision depends on where the event is about something that may flap; null where it is not.</summary>
    public PriorFilter? NeedsPair(PendingDelivery delivery)
    {
        var told = delivery.Event;
        if (FlapSubject.Of(told) is null || FlapWait(told) == TimeSpan.Zero)
        {
            return null;
        }

        var (down, up) = FlapSubject.Pair(told.Kind);
        return new PriorFilter(told.Cluster, told.Master, down, up, told.AgreedAt - FlapMemory, FlapsRead);
    }

    /// <param name="delivery">What is due.</param>
    /// <param name="past">What was asked for.</param>
    /// <param name="now">When.</param>
    public Handling Decide(PendingDelivery delivery, Past past, DateTimeOffset now)
    {
        var isDecided = !delivery.WasHeld && delivery.Attempts > 0;
        return isDecided || delivery.Reason == DeliveryStatements.Redelivered || delivery.Event.Kind == EventKind.HealthReported
            ? new Handling.Send()
            : Silence(delivery, past, now) ?? Flap(delivery, past, now) ?? NotTold(delivery, past) ?? (Handling?)Group(delivery, now) ?? new Handling.Send();
    }

    /// <summary>Whether an incident is open after these of its events.</summary>
    public static bool IsOpen(IReadOnlyList<PriorDelivery> incident) =>
        incident.Select(prior => IncidentRoles.Of(prior.Event.Kind)).LastOrDefault(role => role != IncidentRole.StandsAlone) == IncidentRole.Opens;

    private Handling? Silence(PendingDelivery delivery, Past past, DateTimeOffset now)
    {
        // What happened within a window belongs to it, however late it is delivered.
        var told = delivery.Event;
        var role = IncidentRoles.Of(told.Kind);
        var active = Silences.Covering(told, Destination, now) ?? (delivery.WasHeld ? null : Silences.Covering(told, Destination, told.AgreedAt));
        if (active is not null)
        {
            return role == IncidentRole.StandsAlone
                ? new Handling.Hold(HoldReason.Silenced, active.Words)
                : new Handling.Wait(active.Until, HoldReason.Silenced, active.Words);
        }

        if (!delivery.WasHeld || delivery.Reason != nameof(HoldReason.Silenced) || role != IncidentRole.Opens)
        {
            return null;
        }

        // The window is over. What is still open must not stay unsaid, but its last word says it all.
        var isLast = !past.Incident.Any(prior => prior.Sequence > delivery.Sequence && IncidentRoles.Of(prior.Event.Kind) == IncidentRole.Opens);
        return IsOpen(past.Incident) && isLast ? null : new Handling.Hold(HoldReason.Silenced, "a silence was in force, and by its end this was over");
    }

    private Handling? Flap(PendingDelivery delivery, Past past, DateTimeOffset now)
    {
        var told = delivery.Event;
        if (FlapSubject.Of(told) is not { } subject || FlapWait(told) is var wait && wait == TimeSpan.Zero)
        {
            return null;
        }

        var same = past.Pair.Where(prior => FlapSubject.Of(prior.Event)?.Name == subject.Name).ToList();
        var before = same.Where(prior => prior.Sequence < delivery.Sequence).ToList();
        var lastTold = before.FirstOrDefault(IsTold);
        var believedDown = lastTold is not null && FlapSubject.Of(lastTold.Event)!.IsDown;
        if (subject.IsDown)
        {
            return believedDown && before[0] is var up && !FlapSubject.Of(up.Event)!.IsDown && told.AgreedAt - up.Event.AgreedAt is var upFor && upFor < wait
                ? new Handling.Hold(HoldReason.Flapping, string.Create(CultureInfo.InvariantCulture, $"it was up for {upFor.TotalSeconds:0.#} s only and was not told to be; FlapWait is {wait.TotalSeconds:0.#} s"))
                : null;
        }

        if (same.Any(prior => prior.Sequence > delivery.Sequence))
        {
            return new Handling.Hold(HoldReason.Flapping, "it went down again before it was told to be up");
        }

        if (now < told.AgreedAt + wait)
        {
            return new Handling.Wait(
                told.AgreedAt + wait, HoldReason.Flapping, string.Create(CultureInfo.InvariantCulture, $"told once it has stayed up for FlapWait, {wait.TotalSeconds:0.#} s"));
        }

        // A fall that was kept back has an incident of its own; people know the one that they were told of.
        return believedDown
            ? new Handling.Send(before.TakeWhile(prior => prior != lastTold).Count(prior => FlapSubject.Of(prior.Event)!.IsDown), lastTold!.Event.IncidentId)
            : null;
    }

    private Handling.Hold? NotTold(PendingDelivery delivery, Past past)
    {
        var told = delivery.Event;
        if (IncidentRoles.Of(told.Kind) != IncidentRole.Resolves || IsAskedForByKind(told))
        {
            return null;
        }

        var opened = past.Incident.Where(prior => prior.Sequence < delivery.Sequence && IncidentRoles.Of(prior.Event.Kind) == IncidentRole.Opens).ToList();
        return opened.Count == 0 || opened.Any(IsTold)
            ? null
            : new Handling.Hold(HoldReason.NotTold, "it ends an incident that was not told here");
    }

    private Handling.Wait? Group(PendingDelivery delivery, DateTimeOffset now) =>
        Groups && !delivery.WasHeld && RouteOf(delivery.Event) is { GroupWait: { Ticks: > 0 } wait } route
            ? new Handling.Wait(
                now + wait,
                HoldReason.Grouping,
                string.Create(CultureInfo.InvariantCulture, $"told with others after GroupWait, {wait.TotalSeconds:0.#} s"),
                GroupKey.Of(delivery.Event, route.GroupBy))
            : null;

    /// <summary>The destination knows of it, or will before anything that comes after it.</summary>
    private static bool IsTold(PriorDelivery prior) => prior.State switch
    {
        DeliveryState.Delivered or DeliveryState.Pending => true,
        DeliveryState.Held => prior.Waits && prior.Reason is not (nameof(HoldReason.Silenced) or nameof(HoldReason.Flapping)),
        _ => false,
    };

    private bool IsAskedForByKind(SentinelEvent told) => Routes is not null
        && Router.Matching(told, Routes).Any(route => route.Match.Kinds.Contains(told.Kind) && LeadsHere(route));

    private TimeSpan FlapWait(SentinelEvent told) => RouteOf(told)?.FlapWait ?? (ForPeople ? PeoplesFlapWait : TimeSpan.Zero);

    private RouteOptions? RouteOf(SentinelEvent told) => Router.RouteTo(Destination, told, Routes);

    private bool LeadsHere(RouteOptions route) => route.To.Contains(Destination, StringComparer.OrdinalIgnoreCase);
}
