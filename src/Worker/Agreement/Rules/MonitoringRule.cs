using System.Collections.Immutable;
using System.Globalization;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Agreement.Rules;

/// <summary>
/// Nothing that an operator sets on one sentinel reaches the others, so the same change comes once from each. The first announces it, the
/// others join its record; a sentinel that makes a change it has made before begins a new one. What the others should have followed
/// and did not shows as diverged views.
/// </summary>
internal static class MonitoringRule
{
    public static void NowMonitored(Turn turn, string name, string sentinel, DateTimeOffset at, EvidenceSource via, bool isNews, string? quorum = null)
    {
        var master = turn.Master(name);
        if (!turn.Defers && !master.Record.MonitoredBy.Contains(sentinel))
        {
            turn.Put(master with { Record = master.Record with { MonitoredBy = master.Record.MonitoredBy.Add(sentinel) } });
            if (isNews)
            {
                Changed(turn, name, sentinel, MonitoringChange.Monitored, quorum is null ? null : "quorum", null, quorum, at, via);
            }
        }
    }

    public static void NoLongerMonitored(Turn turn, string name, string sentinel, DateTimeOffset at, EvidenceSource via)
    {
        if (!turn.TryGetMaster(name, out var master))
        {
            return;
        }

        if (turn.Defers)
        {
            turn.Put(master with { Views = master.Views.Remove(sentinel) });
            return;
        }

        var left = master.Record with { MonitoredBy = master.Record.MonitoredBy.Remove(sentinel), Accounts = master.Record.Accounts.Remove(sentinel) };
        turn.Put(master with { Views = master.Views.Remove(sentinel), Record = left.MonitoredBy.IsEmpty ? WithNothingOpen(left) : left });
        if (master.Record.MonitoredBy.Contains(sentinel))
        {
            Changed(turn, name, sentinel, MonitoringChange.Unmonitored, null, null, null, at, via);
        }
    }

    /// <summary>Of a master that nobody monitors no end of anything will ever be heard.</summary>
    private static MasterRecord WithNothingOpen(MasterRecord record) => record with
    {
        Incident = null,
        LastRecovered = null,
        Completion = null,
        Candidates = record.Candidates.Clear(),
        ReplicasDown = record.ReplicasDown.Clear(),
        QuorumLoss = null,
        Diverged = record.Diverged.Clear(),
    };

    /// <summary>A sentinel's settings as heard or read now: what differs from what was last known is told.</summary>
    public static void SettingsKnown(Turn turn, string name, string sentinel, MasterSettings after, DateTimeOffset at, EvidenceSource via)
    {
        var known = turn.Master(name).Record.Accounts.GetValueOrDefault(sentinel);
        if (turn.Defers || known?.Settings == after)
        {
            return;
        }

        Account(turn, name, sentinel, (known ?? new MonitoringAccount(null, default, 0, null)) with { Settings = after });
        if (known?.Settings is not { } before)
        {
            return;
        }

        void Compare(string setting, string old, string present)
        {
            if (old != present)
            {
                Changed(turn, name, sentinel, MonitoringChange.SettingChanged, setting, old, present, at, via);
            }
        }

        Compare("quorum", Text(before.Quorum), Text(after.Quorum));
        Compare("down-after-milliseconds", Text(before.DownAfter.TotalMilliseconds), Text(after.DownAfter.TotalMilliseconds));
        Compare("failover-timeout", Text(before.FailoverTimeout.TotalMilliseconds), Text(after.FailoverTimeout.TotalMilliseconds));
        Compare("parallel-syncs", Text(before.ParallelSyncs), Text(after.ParallelSyncs));
    }

    /// <summary>Keeps how a sentinel is known to monitor a master.</summary>
    public static void Account(Turn turn, string name, string sentinel, MonitoringAccount account)
    {
        var master = turn.Master(name);
        turn.Put(master with { Record = master.Record with { Accounts = master.Record.Accounts.SetItem(sentinel, account) } });
    }

    public static void Changed(
        Turn turn, string name, string sentinel, MonitoringChange change, string? setting, string? before, string? after, DateTimeOffset at, EvidenceSource via)
    {
        var master = turn.Master(name);
        var content = change is MonitoringChange.SettingChanged ? $"{change}:{setting}={after}" : change.ToString();
        var claim = master.Record.Changes.GetValueOrDefault(content);
        if (turn.Defers)
        {
            // Whoever decides hears it too, or finds it by comparing.
            return;
        }

        if (claim is not null && claim.MadeAt.TryGetValue(sentinel, out var told) && (at - told).Duration() <= Patience.SameChange)
        {
            return;
        }

        var evidence = turn.Witness(sentinel, at, via);
        if (claim is not null && !claim.Witnesses.Contains(sentinel))
        {
            turn.Attach(claim.EventId, evidence);
            claim = claim with { Witnesses = claim.Witnesses.Add(sentinel) };
        }
        else
        {
            var ordinal = (claim?.Ordinal ?? 0) + 1;
            var key = string.Create(CultureInfo.InvariantCulture, $"{Keys.Of(master)}/MonitoringChanged/{Uri.EscapeDataString(content)}/{ordinal}");
            turn.Announce(
                key,
                turn.IdOf(key),
                new MonitoringChanged
                {
                    Master = name,
                    Generation = master.Record.Generation,
                    Epoch = master.Record.Agreed?.Epoch ?? 0,
                    Change = change,
                    Sentinel = sentinel,
                    Setting = setting,
                    OldValue = before,
                    NewValue = after,
                    MasterAddress = master.Record.Agreed?.Address,
                },
                [evidence],
                new AgreementReached(AgreementBasis.Alone, 1, 1, Electorate.Of(turn, master).Known),
                Severity.Warning,
                at);
            claim = new MonitoringClaim(turn.IdOf(key), ordinal, ImmutableSortedSet.Create<string>(StringComparer.Ordinal, sentinel));
        }

        claim = claim with { MadeAt = claim.MadeAt.SetItem(sentinel, at) };
        turn.Put(master with { Record = master.Record with { Changes = master.Record.Changes.SetItem(content, claim) } });
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
