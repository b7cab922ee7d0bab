using System.Globalization;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Presentation;

namespace SentinelEvents.Worker.Notifications;

/// <summary>The one place that says in words what an event is. Written for somebody who was asleep a minute ago.</summary>
internal static class EventWording
{
    /// <param name="sentinelEvent">What happened.</param>
    /// <param name="since">How long before it was agreed the first sign of its incident was seen; null where not known.</param>
    public static EventText Of(SentinelEvent sentinelEvent, TimeSpan? since = null)
    {
        var where = sentinelEvent.Master is { } master ? $"{sentinelEvent.Cluster}/{master}" : sentinelEvent.Cluster;
        var text = Say(sentinelEvent, where, since);

        // Names, addresses and answers come from outside, and a line break in one could pass for advice of ours.
        return new EventText(
            VisibleText.Of(text.Where),
            VisibleText.Of(text.Headline),
            VisibleText.Of(text.Happened),
            VisibleText.Of(text.Meaning),
            VisibleText.Of(text.Advice),
            [.. text.Facts.Concat(Common(sentinelEvent)).Select(fact => new Fact(fact.Label, VisibleText.Of(fact.Value)))])
        {
            Lasted = text.Lasted,
        };
    }

    private static EventText Say(SentinelEvent sentinelEvent, string where, TimeSpan? since) => sentinelEvent switch
    {
        MasterSuspected e => new(
            where,
            $"master suspected {e.Address}",
            $"A sentinel no longer reaches the master {e.Address}; too few others agree so far.",
            "Nothing has changed for clients yet. It may be a short stall, or one sentinel's own network.",
            "Nothing to do unless it is followed by “master down”.",
            [new("Master", e.Address.ToString())]),
        MasterDown e => new(
            where,
            $"master down {e.Address}",
            $"The sentinels agree that the master {e.Address} is down.",
            "Clients cannot write until it is back or a failover has put a replica in its place, which usually takes seconds.",
            "Expect “master switched” within a minute. If it does not come, look at the sentinels' logs and at the replicas.",
            [new("Master", e.Address.ToString())]),
        MasterRecovered e => new(
            where,
            $"master recovered {e.Address}",
            $"The master {e.Address} is up again at the same address; there was no failover.",
            $"Clients can write again. It was away for {Words.Of(e.DownFor)}.",
            "Look for the reason in daylight: the host, its memory, a slow command, the network between it and the sentinels.",
            [new("Master", e.Address.ToString()), new("Down for", Words.Of(e.DownFor))])
        { Lasted = $"after {Words.Of(e.DownFor)}" },
        FailoverStarted e => new(
            where,
            e.Planned ? $"planned failover of {e.Address} started" : $"failover of {e.Address} started",
            e.Planned
                ? $"Somebody asked for a failover of the master {e.Address}, and it has begun."
                : $"A sentinel was elected and now replaces the master {e.Address}.",
            "A replica is being promoted; clients move to it when “master switched” comes.",
            "Wait for “master switched”. If “failover failed” comes instead, act on that.",
            [new("Master", e.Address.ToString()), new("Leader", Words.Short(e.Leader)), new("Attempt", Number(e.Attempt)), new("Reason", Why(e.Planned))]),
        FailoverFailed e => new(
            where,
            $"failover of {e.Address} failed{(since is null ? "" : $" {After(since)}")}: {Words.Of(e.Reason)}",
            $"A failover of the master {e.Address} was given up: {Words.Of(e.Reason)}.",
            "The master is still the old one. If that is down, clients cannot write, and this lasts until an attempt succeeds or somebody acts.",
            e.Reason switch
            {
                FailoverFailure.NoGoodReplica => "Check that a replica is up, linked to its master not too long ago, and has replica-priority above 0. Bring one up, or bring the old master back.",
                FailoverFailure.NotElected => "Check that more than half of all sentinels are up and reach each other: SENTINEL CKQUORUM on each of them.",
                FailoverFailure.ReplicaTimeout => "Look at the chosen replica: does it answer, and do the sentinels' user and password still fit?",
                FailoverFailure.MasterTimeout => "Look at the old master: it was asked to hand over and did not. Try again when it is idle.",
                _ => "Look at the log of the sentinel that led the attempt, and whether it is up.",
            },
            [
                new("Master", e.Address.ToString()),
                new("Failed because", Words.Of(e.Reason)),
                new("Attempt", Number(e.Attempt)),
                new("Next attempt", e.EarliestNextAttempt is { } next ? $"not before {Words.Of(next)}" : "not known"),
                .. Took(since, "from the first sign to the end of the attempt"),
            ]),
        MasterSwitched e => new(
            where,
            $"{(e.Planned ? "planned master switch" : "master switched")} {e.OldAddress} → {e.NewAddress}",
            e.Planned
                ? $"As somebody asked for, the master is now {e.NewAddress} in place of {e.OldAddress}, and the sentinels agree."
                : $"The master {e.OldAddress} failed, and {e.NewAddress} is the master now; the sentinels agree.",
            e.Planned
                ? "Clients that ask the sentinels write to the new master by now."
                : "Clients that ask the sentinels write to the new master by now. What the old one had taken but not passed on is lost.",
            "Check that your applications write again. Restart those that still hold the old address, and find out what became of the old master.",
            [
                new("Old master", e.OldAddress.ToString()),
                new("New master", e.NewAddress.ToString()),
                .. Took(since, "from the first sign to the agreed switch"),
                new("Epoch", $"{Id(e.PreviousEpoch)} → {Id(e.Epoch)}"),
                new("Reason", Why(e.Planned)),
            ])
        { Lasted = After(since) },
        MasterSwitchUnconfirmed e => new(
            where,
            $"master switch not confirmed {e.OldAddress} → {e.NewAddress}",
            $"Some sentinels announce {e.NewAddress} as the master, but too few of them agree.",
            "Clients may be sent to different masters, depending on the sentinel that they ask. Writes to one of them may be lost.",
            "Ask every sentinel: SENTINEL GET-MASTER-ADDR-BY-NAME. Look at those that differ or do not answer: are they up, and do they reach the others?",
            [new("Agreed master", e.OldAddress.ToString()), new("Announced master", e.NewAddress.ToString())]),
        FailoverCompleted e => new(
            where,
            $"failover {(e.Ending == FailoverEnding.TimedOut ? "ended without all replicas" : "completed")} {e.OldAddress} → {e.NewAddress}",
            e.Ending switch
            {
                FailoverEnding.TimedOut => $"The failover to {e.NewAddress} is over, but not every replica follows the new master yet.",
                FailoverEnding.Inferred => $"The failover to {e.NewAddress} is over: nobody was heard to end it, but no sentinel runs it any more.",
                FailoverEnding.Superseded => $"The failover to {e.NewAddress} was overtaken by the next switch of this master.",
                _ => $"The failover to {e.NewAddress} is over, and the replicas follow the new master.",
            },
            (e.NewMasterRole == RoleCheck.Contradicted
                ? "The new master itself says that it is a replica: clients may not be able to write."
                : e.Ending == FailoverEnding.TimedOut ? "Clients can write. There is less redundancy until the remaining replicas follow." : "Service and redundancy are back.")
                + OldMasterWording.Meaning(e),
            (e.NewMasterRole == RoleCheck.Contradicted
                ? "Look at the new master now: ROLE and INFO replication."
                : e.Ending == FailoverEnding.TimedOut ? "Look at the replicas: INFO replication on the new master shows who is missing."
                : e.StragglerCount > 0 ? "" : "Nothing urgent. Bring the old master back as a replica if it is not.")
                + OldMasterWording.Advice(e),
            [
                new("Old master", e.OldAddress.ToString()),
                new("New master", e.NewAddress.ToString()),
                new("New master's role", Words.Of(e.NewMasterRole)),
                new("Reason", Why(e.Planned)),
                .. Took(Length(e), "from the first sign to the end"),
                .. e.Phases.Select(phase => new Fact($"Time {Words.Of(phase.Name)}", Words.Of(phase.Took))),
                .. OldMasterWording.Facts(e),
            ])
        { Lasted = Length(e) is { } length ? $"in {Words.Of(length)}" : "" },
        ReplicaDown e => new(
            where,
            $"replica down {e.Address}",
            $"The sentinels agree that the replica {e.Address} is down.",
            "Writes go on. There is one candidate less for a failover, and clients that read from this replica fail.",
            "Bring it back, the sooner the fewer replicas are left.",
            [new("Replica", e.Address.ToString())]),
        ReplicaRecovered e => new(
            where,
            $"replica recovered {e.Address}",
            $"The replica {e.Address} is up again.",
            "It can be read from and promoted again once it has caught up with its master.",
            "Nothing.",
            [new("Replica", e.Address.ToString()), new("Down for", Words.Of(e.DownFor))])
        { Lasted = $"after {Words.Of(e.DownFor)}" },
        SentinelDown e => new(
            where,
            $"sentinel down {e.Address}",
            $"The other sentinels agree that the sentinel {e.Address} is down.",
            $"The masters work on. There is one vote less for a failover of {Masters(e.Masters)}.",
            "Bring it back before another one fails: without a majority nothing is failed over.",
            [new("Sentinel", e.Address.ToString()), new("Sentinel id", e.Sentinel), new("Watches", string.Join(", ", e.Masters))]),
        SentinelRecovered e => new(
            where,
            $"sentinel recovered {e.Address}",
            $"The sentinel {e.Address} is up again.",
            "It votes again.",
            "Nothing.",
            [new("Sentinel", e.Address.ToString()), new("Sentinel id", e.Sentinel), new("Down for", Words.Of(e.DownFor))])
        { Lasted = $"after {Words.Of(e.DownFor)}" },
        QuorumLost e => new(
            where,
            $"quorum lost, {Number(e.Usable)} of {Number(e.Needed)} needed sentinels",
            $"Only {Number(e.Usable)} sentinels can take part in an election; a failover needs {Number(e.Needed)}.",
            "The master still works, but if it fails now, nothing replaces it.",
            "Bring sentinels back, or repair the network between them. Check with SENTINEL CKQUORUM.",
            [new("Usable sentinels", Number(e.Usable)), new("Needed", Number(e.Needed)), new("The sentinels say", e.Detail)]),
        QuorumRestored e => new(
            where,
            $"quorum restored, {Number(e.Usable)} sentinels usable",
            $"{Number(e.Usable)} sentinels can take part in an election again; a failover needs {Number(e.Needed)}.",
            "The master would be replaced again if it failed.",
            "Nothing.",
            [new("Usable sentinels", Number(e.Usable)), new("Needed", Number(e.Needed))]),
        ViewsDiverged e => new(
            where,
            $"sentinels disagree on {Words.Of(e.Aspect)}",
            $"The sentinels have held different views of {Words.Of(e.Aspect)} for longer than they need to tell each other.",
            e.Aspect == DivergedAspect.Address
                ? "Clients may be sent to different masters, depending on the sentinel that they ask. Writes to one of them may be lost."
                : "They will judge the next failure differently: it may be noticed late, or not be acted upon.",
            e.Aspect == DivergedAspect.Address
                ? "Find out which master is right, and look at the sentinels that hold the other view: are they cut off, or configured by hand?"
                : "Give every sentinel the same value with SENTINEL SET.",
            [new("Differs", Words.Of(e.Aspect)), .. e.Views.Select(view => new Fact($"Sentinel {view.Address}", view.Value))]),
        ViewsConverged e => new(
            where,
            $"sentinels agree again on {Words.Of(e.Aspect)}",
            $"The sentinels hold one view of {Words.Of(e.Aspect)} again.",
            "All clients are told the same again.",
            "If addresses differed, check which writes went to the master that lost.",
            [new("Differed", Words.Of(e.Aspect)), new("Now", e.Value)]),
        TiltEntered e => new(
            where,
            $"sentinel in TILT {e.Address}",
            $"The sentinel {e.Address} noticed that its clock jumped or that it stood still, and went into TILT mode.",
            "For some 30 seconds it watches but does not act or vote. The others go on.",
            "If it comes again, look at the host: time synchronisation, a paused virtual machine, swapping.",
            [new("Sentinel", e.Address.ToString()), new("Sentinel id", e.Sentinel)]),
        TiltLeft e => new(
            where,
            $"sentinel out of TILT {e.Address}",
            $"The sentinel {e.Address} left TILT mode.",
            "It acts and votes again.",
            "Nothing.",
            [new("Sentinel", e.Address.ToString()), new("Sentinel id", e.Sentinel)]),
        MonitoringChanged e => new(where, Change(e), $"Somebody changed what a sentinel monitors: {Change(e)}.", Effect(e), "If nobody of yours did this, find out who has access to the sentinels.",
            [
                new("Change", Change(e)),
                new("First seen at sentinel", Words.Short(e.Sentinel)),
                .. e.Setting is null ? Array.Empty<Fact>() : [new("Setting", e.Setting), new("Old value", e.OldValue ?? "not known"), new("New value", e.NewValue ?? "not known")],
            ]),
        TopologyChanged e => new(
            where,
            $"{Words.Of(e.Member)} {Words.Of(e.Change)} {Place(e)}",
            $"The {Words.Of(e.Member)} {Place(e)} {Words.Of(e.Change)}.",
            e.Member == TopologyMember.Replica ? "The set of candidates for a failover is another now." : "The number of votes for a failover may be another now.",
            "Nothing if it was intended.",
            [
                new(e.Member == TopologyMember.Replica ? "Replica" : "Sentinel", e.Id),
                .. e.OldAddress is { } old ? [new Fact("Old address", old.ToString())] : Array.Empty<Fact>(),
                .. e.NewAddress is { } now ? [new Fact("New address", now.ToString())] : Array.Empty<Fact>(),
            ]),
        SightLost e => new(
            where,
            $"SentinelEvents sees {Number(e.Seen)} of {Number(e.Needed)} needed sentinels",
            $"SentinelEvents reaches only {Number(e.Seen)} sentinels and needs {Number(e.Needed)} to be sure of anything.",
            "Failovers may happen without a message until this is over; what changed meanwhile is told afterwards.",
            "Check the sentinels first, then the network between them and SentinelEvents.",
            [new("Worker", e.Worker), new("Seen", Number(e.Seen)), new("Needed", Number(e.Needed)), new("Since", Words.Of(e.From))]),
        SightRestored e => new(
            where,
            "SentinelEvents sees enough sentinels again",
            $"SentinelEvents reaches {Number(e.Seen)} sentinels again and needs {Number(e.Needed)}.",
            $"It was blind for {Words.Of(e.To - e.From)}. What changed meanwhile is told now, marked as found by comparing states.",
            "Nothing.",
            [new("Worker", e.Worker), new("Seen", Number(e.Seen)), new("Needed", Number(e.Needed)), new("Blind from", Words.Of(e.From)), new("Blind to", Words.Of(e.To))])
        { Lasted = $"after {Words.Of(e.To - e.From)}" },
        HealthReported e => Report(e, ReportDigest.Of(e)),
        _ => new(where, sentinelEvent.Kind.ToString(), $"{sentinelEvent.Kind} at {where}.", "", "", []),
    };

    private static EventText Report(HealthReported e, ReportDigest digest) => new(
        $"report {ReportWords.Clip(e.Report, 60)}",
        digest.Headline,
        $"{digest.Headline}.",
        digest.Tally,
        digest.Advice,
        [new("Period from", Words.Of(e.PeriodFrom)), new("Period to", Words.Of(e.PeriodTo))]);

    /// <summary>How long a failover took; null where nothing is known of its phases.</summary>
    public static TimeSpan? Length(FailoverCompleted e) => e.Phases.Count > 0
        // An event of a journal may have phases of any length.
        ? TimeSpan.FromTicks((long)Math.Clamp(e.Phases.Sum(phase => (decimal)phase.Took.Ticks), long.MinValue, long.MaxValue))
        : null;

    private static string After(TimeSpan? since) => since is { } length ? $"after {Words.Of(length)}" : "";

    private static IEnumerable<Fact> Took(TimeSpan? length, string span) => length is { } known ? [new Fact("Took", $"{Words.Of(known)}, {span}")] : [];

    private static IEnumerable<Fact> Common(SentinelEvent sentinelEvent)
    {
        yield return new("Occurred", Words.Of(sentinelEvent.OccurredAt));
        var wait = sentinelEvent.AgreedAt - sentinelEvent.OccurredAt;
        yield return new("Agreed", wait <= TimeSpan.Zero ? "at once" : $"{Words.Of(wait)} later, {Words.Of(sentinelEvent.AgreedAt)}");
        yield return new("Agreement", Words.Of(sentinelEvent.Agreement));
        if (sentinelEvent.Reconciled)
        {
            yield return new("Heard", "not announced; found by comparing states");
        }

        if (sentinelEvent is { Master: not null } and not MasterSwitched)
        {
            yield return new("Epoch", Id(sentinelEvent.Epoch));
        }
    }

    private static string Change(MonitoringChanged e) => e.Change switch
    {
        MonitoringChange.Monitored => "now monitored by a sentinel",
        MonitoringChange.Unmonitored => "no longer monitored by a sentinel",
        MonitoringChange.Reset => "reset on a sentinel",
        MonitoringChange.Remonitored => "monitored anew by every sentinel",
        MonitoringChange.SettingChanged => $"{e.Setting} {e.OldValue ?? "?"} → {e.NewValue ?? "?"}",
        _ => e.Change.ToString(),
    };

    private static string Effect(MonitoringChanged e) => e.Change switch
    {
        MonitoringChange.Monitored => "That sentinel votes on this master from now on.",
        MonitoringChange.Unmonitored => "That sentinel no longer votes on this master. If none is left, nothing replaces the master when it fails.",
        MonitoringChange.Reset => "That sentinel forgot the replicas and the other sentinels, and finds them again within some seconds.",
        MonitoringChange.Remonitored => "Epochs start again. Services that compare epochs should compare the generation first.",
        _ => "The sentinels may judge the next failure differently.",
    };

    private static string Place(TopologyChanged e) => (e.OldAddress, e.NewAddress) switch
    {
        ({ } old, { } now) => $"{old} → {now}",
        (null, { } now) => now.ToString(),
        ({ } old, null) => old.ToString(),
        _ => Words.Short(e.Id),
    };

    private static string Masters(IReadOnlyList<string> masters) => masters.Count switch
    {
        0 => "its masters",
        1 => masters[0],
        _ => $"{Number(masters.Count)} masters",
    };

    private static string Why(bool planned) => planned ? "planned: somebody asked for it" : "automatic: the master failed";

    private static string Number(long number) => ReadableNumber.Of(number);

    /// <summary>A name more than a number: it is looked for in the logs of the sentinels.</summary>
    private static string Id(long epoch) => epoch.ToString(CultureInfo.InvariantCulture);
}
